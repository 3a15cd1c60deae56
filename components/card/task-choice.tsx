"use client";

import { useTranslations } from "next-intl";
import { callbackTasks, type CallbackTask } from "#lib/callbacks/callback-view";
import { taskIcons } from "../callbacks/task-icons";

interface TaskChoiceProps {
  value: CallbackTask;
  onChange: (task: CallbackTask) => void;
}

/** What is promised to the client: a call, unless one says otherwise. Arrows choose. */
export function TaskChoice({ value, onChange }: TaskChoiceProps) {
  const t = useTranslations("card.callback");
  const tasks = useTranslations("callbacks.tasks");
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{t("what")}</legend>
      <div className="grid grid-cols-2 gap-1 rounded-lg bg-sunken p-1">
        {callbackTasks.map((task) => {
          const Icon = taskIcons[task];
          return (
            <label
              key={task}
              className="flex cursor-pointer items-center justify-center gap-1.5 rounded-md px-2.5 py-1 text-sm whitespace-nowrap text-ink-soft hover:text-ink has-checked:bg-raised has-checked:font-medium has-checked:text-ink has-checked:shadow-card has-focus-visible:outline-2 has-focus-visible:outline-accent"
            >
              <input
                type="radio"
                name="task"
                value={task}
                checked={task === value}
                onChange={() => onChange(task)}
                className="sr-only"
              />
              <Icon aria-hidden className="size-3.5 shrink-0" />
              {tasks(task)}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
