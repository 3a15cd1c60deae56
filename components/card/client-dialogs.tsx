"use client";

import { useRouter } from "next/navigation";
import { useFormatter, useTimeZone, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useMe, useColleagues } from "#components/live/live-provider";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input, Select } from "#components/ui/input";
import { fromLocalInput, toLocalInput } from "#lib/base/local-time";
import type { CallbackTask } from "#lib/callbacks/callback-view";
import { promiseCallbackAction } from "#lib/callbacks/callback-actions";
import { useWorkingHours } from "#components/callbacks/working-hours";
import { TimeFields } from "#components/callbacks/time-fields";
import { PickColleagueDialog } from "#components/people/colleagues";
import { setOwnerAction } from "#lib/contacts/actions";
import type { FormerOwner } from "#lib/contacts/set-owner";
import { answerOf, useAction } from "../ui/use-action";
import { dueAt, useDueChoices } from "../callbacks/due-choices";
import { TaskChoice } from "./task-choice";
import { toast } from "../ui/toast";

const usual = ["hour", "tomorrow", "monday"] as const;

interface CallbackDialogProps {
  /** Whom to call: the client of a call, or a contact. */
  client: { callId: string } | { contactId: string };
  name: string;
  /** Says what was promised. @default a notice does */
  onPromised?: (words: string) => void;
  onClose: () => void;
}

/** A call, or something else, promised to a client: when, by whom, and what about. */
export function CallbackDialog({ client, name, onPromised, onClose }: CallbackDialogProps) {
  const t = useTranslations("card.callback");
  const tasks = useTranslations("callbacks.tasks");
  const common = useTranslations("common");
  const format = useFormatter();
  const zone = useTimeZone()!;
  const router = useRouter();
  const { userId } = useMe();
  const colleagues = useColleagues();
  const [now] = useState(() => new Date());
  const [ownerId, setOwner] = useState(userId);
  const hours = useWorkingHours(ownerId);
  const choices = useDueChoices(usual, hours)(now);
  // Until somebody chooses, it is tomorrow, when whoever will see to it begins to work.
  const [chosen, setDue] = useState<string | null>(null);
  const due = chosen ?? toLocalInput(dueAt("tomorrow", now, zone, hours), zone);
  const [note, setNote] = useState("");
  const [task, setTask] = useState<CallbackTask>("call");
  const [refused, setRefused] = useState<"failed" | "tooFar" | null>(null);
  const [pending, start] = useTransition();

  function promise() {
    start(async () => {
      const at = fromLocalInput(due, zone).toISOString();
      const input = { ...client, task, dueAt: at, ownerId, ...(note.trim() && { note }) };
      const result = await answerOf(promiseCallbackAction(input));
      if (!result.ok) return setRefused(result.fields?.dueAt === "tooFar" ? "tooFar" : "failed");
      const when = format.dateTime(new Date(at), { dateStyle: "full", timeStyle: "short" });
      const words =
        task === "call"
          ? t("done", { name, when })
          : t("planned", { name, when, task: tasks(task) });
      (onPromised ?? toast.success)(words);
      router.refresh();
      onClose();
    });
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title", { name })}
      closeLabel={common("close")}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!pending && due) promise();
        }}
      >
        {/* First, so that it has the focus: what is typed and Enter is a promise for tomorrow. */}
        <Field label={t("note")} hint={common("optional")}>
          <Input value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
        </Field>
        <TaskChoice value={task} onChange={setTask} />
        <div role="group" aria-label={t("when")} className="flex flex-wrap gap-2">
          {choices.map(({ value, words }) => (
            <Button
              key={value}
              size="sm"
              aria-pressed={due === value}
              onClick={() => setDue(value)}
              className="aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent"
            >
              {words}
            </Button>
          ))}
        </div>
        <TimeFields label={t("when")} value={due} onChange={setDue} hours={hours} />
        <Field label={t("who")}>
          <Select value={ownerId} onChange={(event) => setOwner(event.target.value)}>
            {colleagues.map(({ id, name: person }) => (
              <option key={id} value={id}>
                {person}
              </option>
            ))}
          </Select>
        </Field>
        {refused && (
          <p role="alert" className="text-sm font-medium text-missed">
            {t(refused)}
          </p>
        )}
        <Button type="submit" variant="primary" disabled={pending || !due}>
          {t("submit")}
        </Button>
      </form>
    </Dialog>
  );
}

interface HandOverDialogProps {
  contact: { id: string; name: string };
  onClose: () => void;
}

/** Whose the client is from now on. */
export function HandOverDialog({ contact, onClose }: HandOverDialogProps) {
  const t = useTranslations("card.handOver");
  const router = useRouter();
  const { run, busy } = useAction(setOwnerAction);

  async function undo(before: readonly FormerOwner[]) {
    const answers = await Promise.all(before.map((group) => answerOf(setOwnerAction(group))));
    if (answers.some(({ ok }) => !ok)) toast.error(t("failed"));
    router.refresh();
  }

  function handTo(ownerId: string | null, name: string) {
    if (busy) return;
    run(
      { ids: [contact.id], ownerId },
      {
        onDone({ count, before }) {
          if (count === 0) return void toast.error(t("failed"));
          router.refresh();
          toast.success(t("done", { client: contact.name, name }), {
            action: { label: t("undo"), onClick: () => void undo(before) },
          });
          onClose();
        },
        onRefused: () => toast.error(t("failed")),
      },
    );
  }

  return (
    <PickColleagueDialog
      title={t("title", { client: contact.name })}
      description={t("help")}
      onPick={handTo}
      onClose={onClose}
    />
  );
}
