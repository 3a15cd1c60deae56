import PQueue from "p-queue";
import { ceilings } from "#lib/base/limits";
import { processSlot } from "#lib/base/process-slot";

const slot = processSlot<PQueue>("import-previews");

/** Files wait here for their turn to be looked into: an unpacked spreadsheet takes a lot of memory. */
export function previewQueue(): PQueue {
  if (!slot.peek()) slot.set(new PQueue({ concurrency: ceilings.previews }));
  return slot.get();
}
