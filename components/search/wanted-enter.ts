import type { KeyboardEvent as PressedKey, RefObject } from "react";

/** The key that is pressed once more when there is something to take; null while none is awaited. */
export type WantedEnter = RefObject<KeyboardEventInit | null>;

export function keyOf({ key, ctrlKey, metaKey }: PressedKey): KeyboardEventInit {
  return { key, ctrlKey, metaKey, bubbles: true, cancelable: true };
}
