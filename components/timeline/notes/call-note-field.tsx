"use client";

import { useTranslations } from "next-intl";
import { useId, useLayoutEffect, useRef } from "react";
import { Textarea } from "#components/ui/input";
import { useCallNote } from "./use-call-note";

/**
 * Where the caret stood in a note whose card has just gone: when a talk ends, its card becomes a strip,
 * and whoever was typing types on.
 */
let typingIn: { callId: string; at: number } | null = null;

/** A note while talking, saved as it is typed. */
export function CallNoteField({ callId }: { callId: string }) {
  const t = useTranslations("notes");
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const { text, state, type, flush } = useCallNote(callId);

  useLayoutEffect(() => {
    const element = field.current;
    if (element && typingIn?.callId === callId) {
      element.focus();
      element.setSelectionRange(typingIn.at, typingIn.at);
    }
    typingIn = null;
    return () => {
      if (element && document.activeElement === element) {
        typingIn = { callId, at: element.selectionStart };
      }
    };
  }, [callId]);

  return (
    <div className="relative">
      <Textarea
        ref={field}
        value={text}
        maxLength={5000}
        rows={2}
        data-key="KeyN"
        aria-keyshortcuts="n"
        aria-label={t("ofCall")}
        aria-describedby={`${id}-state`}
        placeholder={t("placeholder")}
        onChange={(event) => type(event.target.value)}
        onBlur={flush}
        className="field-sizing-content max-h-40 resize-none min-h-14! pr-24 text-sm"
      />
      {/* No live region: nobody wants each pause confirmed aloud. It is read with the field. */}
      <span
        id={`${id}-state`}
        className="pointer-events-none absolute right-2.5 bottom-2 text-xs text-ink-soft"
      >
        {state && <span className={state === "unsaved" ? "text-ringing" : ""}>{t(state)}</span>}
      </span>
    </div>
  );
}
