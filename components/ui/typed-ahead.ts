import { useLayoutEffect } from "react";

/** Nobody types on into a dialog that does not come, in ms. */
const longestWait = 3_000;

/**
 * What is typed after a dialog was asked for and before its field is there is written into the field then. Without this
 * it would be lost, or be taken for keys of what stands below the dialog.
 */
export function useTypedAhead(open: boolean): void {
  useLayoutEffect(() => (open ? keepKeys() : undefined), [open]);
}

function keepKeys(): () => void {
  const kept: KeyboardEvent[] = [];
  const givingUp = window.setTimeout(stop, longestWait);
  const catching = { capture: true };

  function onKey(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (key === "Escape") return stop();
    if (ctrlKey || metaKey || altKey || !(key === "Enter" || key.length === 1)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // Held down, the key that opened the dialog is no text.
    if (!event.repeat) kept.push(event);
  }
  function onFocus({ target }: FocusEvent): void {
    if (!(target instanceof HTMLElement) || !target.closest("[role=dialog]")) return;
    stop();
    // Behind what the field itself does with the focus, such as to choose its text.
    if (target.matches("input, textarea")) queueMicrotask(() => kept.forEach(repeat));
  }
  function stop(): void {
    window.clearTimeout(givingUp);
    window.removeEventListener("keydown", onKey, catching);
    window.removeEventListener("focusin", onFocus, catching);
  }
  window.addEventListener("keydown", onKey, catching);
  window.addEventListener("focusin", onFocus, catching);
  return stop;
}

/** The key once more, at what has the focus now. */
function repeat({ key, code }: KeyboardEvent): void {
  const init = { key, code, bubbles: true, cancelable: true };
  if (key === "Enter") document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", init));
  // Long deprecated, and the one way to type as a person does: fields and their listeners take it as such.
  else document.execCommand("insertText", false, key);
}
