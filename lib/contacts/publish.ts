import { callbackPublisher } from "#lib/callbacks/ports";
import { callPublisher } from "#lib/calls/ports";
import type { Written } from "./write-contacts";

/** Has open pages show what has changed with contacts; call after the commit. */
export async function publishWritten({ liveCallIds, callbackIds }: Written): Promise<void> {
  await callPublisher().publish(liveCallIds);
  await callbackPublisher().publish(callbackIds);
}
