/** Holds a way off the page back. @returns whether it does, and will go there itself when the person means it */
type Guard = (leave: () => void) => boolean;

/** Of the one form on the page in which something typed would be lost. */
let guard: Guard | null = null;

/** Goes elsewhere, unless something typed would be lost: then once the person has said that they mean it. */
export function leaveBy(leave: () => void): void {
  if (!isHeld(leave)) leave();
}

export const isHeld = (leave: () => void): boolean => guard?.(leave) ?? false;

/** @returns undoes it */
export function holdLeaving(held: Guard): () => void {
  guard = held;
  return () => {
    if (guard === held) guard = null;
  };
}
