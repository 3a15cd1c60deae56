/** How far the engine is: what is asked whether it may be used, and hooks, answer by it. */
import { processSlot } from "#lib/base/process-slot";

/** `open`: hooks are taken, and every provider's link has been started. */
export type Phase = "starting" | "open" | "stopping";

const slot = processSlot<Phase>("phase");

export const enterPhase = (phase: Phase): void => slot.set(phase);

/** Doors without an engine around them (tests) are open. */
export const phase = (): Phase => slot.peek() ?? "open";
