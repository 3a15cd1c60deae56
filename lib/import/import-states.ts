export const importStates = [
  "running",
  /** The program ended meanwhile: can be continued, or undone. */
  "interrupted",
  "done",
  "cancelled",
  "failed",
  "undoing",
  "undone",
] as const;
export type ImportState = (typeof importStates)[number];

/** Something happens to it right now. */
export const isBusy = (state: ImportState): boolean => state === "running" || state === "undoing";
export const canUndo = (state: ImportState): boolean => !isBusy(state) && state !== "undone";
