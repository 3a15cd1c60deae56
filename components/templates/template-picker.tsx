"use client";

import { Command } from "cmdk";
import { useTranslations } from "next-intl";
import { Popover } from "radix-ui";
import { type RefObject, useRef } from "react";
import { templatesAction } from "#lib/templates/template-actions";
import type { TemplateKind } from "#lib/templates/template-view";
import { toast } from "../ui/toast";
import { useAnswer } from "../ui/use-action";
import { insertText } from "./insert-text";
import { useFillIn } from "./use-fill-in";

interface TemplatePickerProps {
  kind: TemplateKind;
  field: HTMLTextAreaElement;
  /** What is put in goes to the end of the field, wherever its cursor stands. */
  atEnd: boolean;
  /** Closes what it has opened. */
  buttonRef: RefObject<HTMLButtonElement | null>;
  onClose: () => void;
}

/** The templates of a kind beside their field: by typing, Enter puts the chosen one in, Escape leads back. */
export function TemplatePicker(props: TemplatePickerProps) {
  const { kind, field, atEnd, buttonRef, onClose } = props;
  const t = useTranslations("common.templates");
  const wentElsewhere = useRef(false);

  function insert(text: string) {
    if (!insertText(field, text, atEnd ? field.value.length : field.selectionEnd))
      toast.error(t("noRoom"));
    onClose();
  }

  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Anchor virtualRef={{ current: field }} />
      {/* In a card it stays in there: whoever leaves a card by its focus has left it. */}
      <Popover.Portal container={field.closest("[data-card], [data-wrap-up]")}>
        <Popover.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          aria-label={t("insert")}
          onInteractOutside={(event) => {
            wentElsewhere.current = true;
            if (buttonRef.current?.contains(event.target as Node)) event.preventDefault();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (!wentElsewhere.current) field.focus();
          }}
          className="z-50 flex max-h-[min(20rem,var(--radix-popover-content-available-height))] w-[clamp(16rem,var(--radix-popover-trigger-width),22rem)] flex-col rounded-lg bg-raised p-1.5 text-base font-normal shadow-pop"
        >
          <TemplateChoice kind={kind} onChoose={insert} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function TemplateChoice(props: { kind: TemplateKind; onChoose: (text: string) => void }) {
  const { kind, onChoose } = props;
  const t = useTranslations("common.templates");
  const common = useTranslations("common");
  const fillIn = useFillIn();
  const { answer, refused } = useAnswer(kind, () => templatesAction({ kind }));
  const templates = answer?.data.templates ?? [];
  const words = refused ? common("failed") : !answer ? common("loading") : t("none");
  return (
    <Command label={t("find")} loop filter={holds} className="flex min-h-0 flex-col">
      <Command.Input
        placeholder={t("find")}
        maxLength={100}
        className="h-9 w-full shrink-0 rounded-md border border-line-strong bg-surface px-3 placeholder:text-ink-soft/80 focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent"
      />
      <Command.List label={t("insert")} className="mt-1 min-h-0 overflow-y-auto">
        {templates.map(({ id, name, text }) => (
          <Command.Item
            key={id}
            value={id}
            keywords={[name, text]}
            onSelect={() => onChoose(fillIn(text))}
            className="cursor-default rounded-md px-2 py-1.5 select-none data-[selected=true]:bg-accent-soft"
          >
            <p className="truncate font-medium">{name}</p>
            <p className="truncate text-sm text-ink-soft">{fillIn(text)}</p>
          </Command.Item>
        ))}
        <Command.Empty className="px-2 py-2 text-sm text-ink-soft">{words}</Command.Empty>
      </Command.List>
    </Command>
  );
}

/** Those that hold what was typed, in the order in which they are kept. */
function holds(_id: string, typed: string, words?: string[]): number {
  return words?.join("\n").toLowerCase().includes(typed.trim().toLowerCase()) ? 1 : 0;
}
