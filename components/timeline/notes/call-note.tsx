"use client";

import { useEffect, useSyncExternalStore, useId, useLayoutEffect, useRef } from "react";
import { useTranslations } from "next-intl";
import { useMe } from "#components/live/live-provider";
import { saveCallNoteAction } from "#lib/contacts/notes/note-actions";
import { TemplateTextarea } from "#components/templates/template-textarea";
import { browserStorage, createNoteDrafts, type NoteDraft, type NoteDrafts } from "./note-drafts";

let drafts: NoteDrafts | undefined;

/** The page's one store; only in the browser. */
export function noteDrafts(): NoteDrafts {
  drafts ??= createNoteDrafts(browserStorage(), async (callId, text) => {
    return (await saveCallNoteAction({ callId, text, typing: true })).ok;
  });
  return drafts;
}

/** In characters. */
const longest = 5000;

/** How often what could not be sent is tried again, in ms. */
const sweepEvery = 30_000;

interface CallNote {
  text: string;
  /** Null while there is nothing to say: neither typed nor read. */
  state: "saved" | "unsaved" | null;
  type: (text: string) => void;
  /** Sends what waits, now. */
  flush: () => void;
}

/** The person's own note of a call, as it stands in this browser. */
function useCallNote(callId: string): CallNote {
  const { userId } = useMe();
  const drafts = noteDrafts();
  const raw = useSyncExternalStore(
    drafts.subscribe,
    () => drafts.raw(userId, callId),
    () => null,
  );
  const draft = raw === null ? null : (JSON.parse(raw) as NoteDraft);
  return {
    text: draft?.text ?? "",
    state: draft && (draft.unsent ? "unsaved" : "saved"),
    type: (text) => drafts.type(userId, callId, text),
    flush: () => void drafts.flush(userId, callId),
  };
}

/** Sends what an earlier page or a lost network has left, and hears of what other tabs type. */
export function useNoteDelivery(): void {
  const { userId } = useMe();
  useEffect(() => {
    const drafts = noteDrafts();
    const sweep = () => drafts.sweep(userId);
    sweep();
    const timer = setInterval(sweep, sweepEvery);
    window.addEventListener("online", sweep);
    window.addEventListener("storage", drafts.changedElsewhere);
    document.addEventListener("visibilitychange", sweep);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", sweep);
      window.removeEventListener("storage", drafts.changedElsewhere);
      document.removeEventListener("visibilitychange", sweep);
    };
  }, [userId]);
}

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
  // What was pasted beyond it has been cut off.
  const words = text.length >= longest ? "full" : state;

  useLayoutEffect(() => {
    const element = field.current;
    // The field of another call, which comes up in between, leaves it alone.
    if (element && typingIn?.callId === callId) {
      if (document.activeElement === document.body) {
        element.focus();
        element.setSelectionRange(typingIn.at, typingIn.at);
      }
      typingIn = null;
    }
    return () => {
      if (element && document.activeElement === element) {
        typingIn = { callId, at: element.selectionStart };
      }
    };
  }, [callId]);

  return (
    <TemplateTextarea
      kind="note"
      fieldRef={field}
      value={text}
      maxLength={longest}
      rows={2}
      data-key="KeyN"
      aria-keyshortcuts="n"
      aria-label={t("ofCall")}
      aria-describedby={`${id}-state`}
      placeholder={t("placeholder")}
      onChange={(event) => type(event.target.value)}
      onBlur={flush}
      className="field-sizing-content max-h-40 resize-none min-h-14! pr-24 text-sm"
    >
      {/* No live region: nobody wants each pause confirmed aloud. It is read with the field. */}
      <span
        id={`${id}-state`}
        className="pointer-events-none absolute right-2.5 bottom-2 text-xs text-ink-soft"
      >
        {words && <span className={words === "saved" ? "" : "text-ringing"}>{t(words)}</span>}
      </span>
    </TemplateTextarea>
  );
}
