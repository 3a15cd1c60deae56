import { callbackPublisher } from "#lib/callbacks/ports";
import { callPublisher } from "#lib/calls/ports";
import { noticePublisher } from "#lib/notices/ports";
import type { Written } from "./write-contacts";

/** Has open pages show what has changed with contacts; call after the commit. */
export async function publishWritten(written: Written): Promise<void> {
  const { liveCallIds, callbackIds, toldIds = [] } = written;
  await callPublisher().publish(liveCallIds);
  await callbackPublisher().publish(callbackIds);
  await noticePublisher().publish(toldIds);
}
