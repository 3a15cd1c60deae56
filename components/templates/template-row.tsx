"use client";

import { ArrowDown, ArrowUp, Pencil, Trash2, type LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import type { ActionResult } from "#lib/auth/action";
import {
  deleteTemplateAction,
  moveTemplateAction,
  restoreTemplateAction,
} from "#lib/templates/template-actions";
import type { TemplateView } from "#lib/templates/template-view";
import { toast } from "../ui/toast";
import { useAction } from "../ui/use-action";
import { usePlaceholderWords } from "./use-placeholder-words";
import { useTemplateFault } from "./use-template-fault";

interface TemplateRowProps {
  template: TemplateView;
  first: boolean;
  last: boolean;
  onChange: () => void;
}

/** One template in its place. */
export function TemplateRow({ template, first, last, onChange }: TemplateRowProps) {
  const t = useTranslations("templates");
  const { shown } = usePlaceholderWords();
  const commands = useTemplateCommands(template);
  const { name, text } = template;
  const { busy } = commands;
  return (
    <li className="flex items-center gap-2 border-b border-line px-4 py-2 last:border-0">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{name}</p>
        <p className="line-clamp-2 text-sm whitespace-pre-line text-ink-soft wrap-anywhere">
          {shown(text)}
        </p>
      </div>
      <span className="flex shrink-0 max-sm:max-w-16 max-sm:flex-wrap">
        <Command icon={ArrowUp} disabled={busy || first} onClick={() => commands.move(-1)}>
          {t("up", { name })}
        </Command>
        <Command icon={ArrowDown} disabled={busy || last} onClick={() => commands.move(1)}>
          {t("down", { name })}
        </Command>
        <Command icon={Pencil} disabled={busy} onClick={onChange}>
          {t("changeOne", { name })}
        </Command>
        <Command icon={Trash2} disabled={busy} onClick={commands.remove}>
          {t("deleteOne", { name })}
        </Command>
      </span>
    </li>
  );
}

interface CommandProps {
  icon: LucideIcon;
  disabled: boolean;
  onClick: () => void;
  children: string;
}

function Command({ icon: Icon, children, ...props }: CommandProps) {
  return (
    <Button variant="ghost" size="icon" aria-label={children} title={children} {...props}>
      <Icon aria-hidden className="size-4" />
    </Button>
  );
}

/** What can be done to one in the list; a refusal is shown in words. */
function useTemplateCommands({ id, name }: TemplateView) {
  const t = useTranslations("templates");
  const faultOf = useTemplateFault();
  const { run, busy } = useAction((command: () => Promise<ActionResult<unknown>>) => command());
  const onRefused = ({ code }: { code: string }) => void toast.error(faultOf(code));

  function remove() {
    const restore = () => run(() => restoreTemplateAction({ id }), { onRefused });
    run(() => deleteTemplateAction({ id }), {
      onDone: () =>
        void toast.success(t("deleted", { name }), {
          action: { label: t("undo"), onClick: restore },
        }),
      onRefused,
    });
  }
  return {
    busy,
    remove,
    move: (by: -1 | 1) => run(() => moveTemplateAction({ id, by }), { onRefused }),
  };
}
