/** Somebody has left a number on the demo company's site a moment ago, and nobody has called them yet. */
import { minute } from "#lib/base/duration";
import { followLead } from "#lib/callbacks/from-lead";
import { directOn, type Tx } from "#lib/db/client";
import { parsePhoneNumber } from "#lib/numbers/phone-number";
import { visitorOf } from "./contacts";
import type { DemoWords } from "./words/demo-words";

/** In ms. */
const ago = 8 * minute;

export async function seedLead(
  tx: Tx,
  words: DemoWords,
  { connectionId, now }: { connectionId: string; now: Date },
): Promise<void> {
  const { raw: numberRaw, e164 } = parsePhoneNumber(visitorOf(words), words.country);
  const client = { connectionId, contactId: null, numberRaw, e164 };
  const createdAt = new Date(now.getTime() - ago);
  const { id } = await tx.lead.create({ data: { ...words.lead, ...client, createdAt } });
  await followLead(directOn(tx), { ...client, id, createdAt, ownerId: null });
}
