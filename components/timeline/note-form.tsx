"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { TemplateTextarea } from "#components/templates/template-textarea";
import type { ActionResult } from "#lib/auth/action";
import { useAction } from "../ui/use-action";

interface NoteFormProps {
  /** @default "" */
  initial?: string;
  /** Where what is typed is kept, and how it is changed. @default in the form alone */
  draft?: readonly [text: string, type: (text: string) => void];
  save(text: string): Promise<ActionResult<unknown>>;
  onSaved(): void;
  /** Without it nothing is there to cancel until something is typed. */
  onCancel?(): void;
}

/** What was typed stays until it is saved. */
export function NoteForm({ initial = "", draft, save, onSaved, onCancel }: NoteFormProps) {
  const t = useTranslations("timeline.note");
  const common = useTranslations("common");
  const own = useState(initial);
  const [text, setText] = draft ?? own;
  const { run, busy, refusal } = useAction(save);
  const empty = text.trim() === "";

  function submit() {
    if (busy || empty) return;
    run(text, {
      onDone() {
        if (initial === "") setText("");
        onSaved();
      },
    });
  }

  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TemplateTextarea
        kind="note"
        aria-label={t("label")}
        placeholder={t("placeholder")}
        value={text}
        maxLength={5_000}
        rows={onCancel || !empty ? 3 : 1}
        className="field-sizing-content min-h-9!"
        // The person has just asked for it.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={onCancel !== undefined}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape" && onCancel) return onCancel();
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          submit();
        }}
      />
      {refusal && (
        <p role="alert" className="text-sm text-missed">
          {t("failed")}
        </p>
      )}
      {(onCancel || !empty) && (
        <div className="flex items-center gap-2">
          <Button type="submit" size="sm" variant="primary" disabled={busy || empty}>
            {busy ? common("saving") : common("save")}
            <span className="text-xs font-normal opacity-90">Ctrl+Enter</span>
          </Button>
          {onCancel && (
            <Button size="sm" variant="ghost" onClick={onCancel}>
              {common("cancel")}
            </Button>
          )}
        </div>
      )}
    </form>
  );
}
