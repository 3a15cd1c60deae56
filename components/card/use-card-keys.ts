import { hasOwnKeys } from "../ui/has-own-keys";
import { useEffect, useEffectEvent, useRef, useState } from "react";

interface Keys {
  /** The card F8 goes to from the one a person is in, if they are in one. */
  next: (from: string | undefined) => string | undefined;
  /** The strip F9 goes to. */
  newestStrip: string | undefined;
  /** The call that a note is of from anywhere on the page, if there is one. */
  noted: string | undefined;
  /** Gives the focus to the note of a call. */
  onNote: (callId: string) => void;
  /** Makes a card the large one and gives it the focus. */
  onGo: (callId: string) => void;
  onDismiss: (callId: string) => void;
  onOpen: (callId: string) => void;
}

const placeOf = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>("[data-call-id], [data-wrap-up]") : null;

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");

/** With a key that makes it another, or for long. */
const isHeldDown = (event: KeyboardEvent) =>
  event.ctrlKey || event.metaKey || event.altKey || event.repeat;

/** The same key once more within this time, in ms, is the same press: it is none for what the first one brought up. */
const doublePress = 400;

/** Keys that have just done something, by their code. */
function absorbDoublePresses() {
  let last: { code: string; at: number } | null = null;
  return {
    done: ({ code, timeStamp }: KeyboardEvent) => void (last = { code, at: timeStamp }),
    absorb(event: KeyboardEvent) {
      const { code, repeat, timeStamp } = event;
      if (last?.code !== code || !(repeat || timeStamp - last.at < doublePress)) last = null;
      else {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    },
  };
}

/**
 * F8 goes from card to card, F9 to the newest talk to wrap up. In a card Enter opens the contact, and
 * Escape puts it away. N writes the note of the call that one is in or has to wrap up, wherever one is on the page. In both, whatever says `data-key` is reached by that key alone. Keys go by their
 * place on the keyboard, so they are the same in every layout.
 * @returns `goBack`: to where the person was before they went to a card or strip by key
 */
export function useCardKeys({ next, newestStrip, noted, onNote, onGo, onDismiss, onOpen }: Keys) {
  const cameFrom = useRef<HTMLElement | null>(null);
  const [{ done, absorb }] = useState(absorbDoublePresses);

  function leave(event: KeyboardEvent) {
    event.preventDefault();
    if (!placeOf(event.target)) cameFrom.current = document.activeElement as HTMLElement | null;
  }
  function goBack() {
    cameFrom.current?.focus();
    cameFrom.current = null;
  }

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const place = placeOf(event.target);
    if (event.key === "F8") {
      const id = next(place?.dataset.callId);
      if (!id) return;
      leave(event);
      // Held down, it stays.
      if (!event.repeat) onGo(id);
    } else if (event.key === "F9" && newestStrip) {
      leave(event);
      document.querySelector<HTMLElement>(`[data-wrap-up="${newestStrip}"]`)?.focus();
    } else if (!place || event.defaultPrevented) return;
    else if (event.key === "Escape") {
      // Out of a note, one is still at its call; from there, away.
      if (isTyping(event.target)) return place.focus();
      const { callId } = place.dataset;
      if (callId) onDismiss(callId);
      goBack();
    } else if (event.key === "Enter") {
      // A button that has the focus keeps it.
      if (place === event.target && !press(event, place, done)) onOpen(place.dataset.callId ?? "");
    } else if (!isTyping(event.target)) press(event, place, done);
  });
  const onKeyOfPage = useEffectEvent((event: KeyboardEvent) => {
    if (noted === undefined || event.code !== "KeyN" || isHeldDown(event)) return;
    if (event.shiftKey || isTyping(event.target) || hasOwnKeys(event)) return;
    // The page's own N makes a contact.
    event.stopImmediatePropagation();
    leave(event);
    onNote(noted);
  });
  useEffect(() => {
    const early = (event: KeyboardEvent) => onKeyOfPage(event);
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", absorb, { capture: true });
    window.addEventListener("keydown", early, { capture: true });
    window.addEventListener("keydown", listener);
    return () => {
      window.removeEventListener("keydown", absorb, { capture: true });
      window.removeEventListener("keydown", early, { capture: true });
      window.removeEventListener("keydown", listener);
    };
  }, [absorb]);
  return { goBack };
}

/** @returns whether something is reached by that key */
function press(
  event: KeyboardEvent,
  place: HTMLElement,
  onDone: (event: KeyboardEvent) => void,
): boolean {
  if (isHeldDown(event)) return false;
  const key = event.key === "Enter" ? "Enter" : event.code.replace("Numpad", "Digit");
  const element = place.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  if (!element) return false;
  event.preventDefault();
  if (isTyping(element)) element.focus();
  else {
    element.click();
    onDone(event);
  }
  return true;
}
