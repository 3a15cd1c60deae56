/** Text messages that the demo's team sent after its last talks. */
import { minute } from "#lib/base/duration";
import type { Tx } from "#lib/db/client";
import type { PastCall } from "./past-call";

/** So long after the talk, in ms. */
const after = 3 * minute;
const outcomes = ["interested", "agreed"];
/** Of so many talks, one is followed by a text. */
const every = 9;

export async function seedTexts(
  tx: Tx,
  calls: readonly PastCall[],
  { connectionId, texts }: { connectionId: string; texts: readonly string[] },
): Promise<void> {
  const talks = calls.filter(
    ({ outcome, client }) => client.contactId && outcomes.includes(outcome ?? ""),
  );
  const told = talks.filter((_, index) => (talks.length - 1 - index) % every === 0);
  const last = told.slice(-texts.length * 3);
  await tx.sms.createMany({
    data: last.map(({ client, handledBy, endedAt }, index) => {
      const at = new Date(endedAt.getTime() + after);
      return {
        connectionId,
        extension: handledBy!.extension,
        userId: handledBy!.userId,
        contactId: client.contactId,
        numberRaw: client.raw,
        e164: client.e164,
        text: texts[index % texts.length]!,
        state: "sent",
        createdAt: at,
        sentAt: at,
      };
    }),
  });
}
