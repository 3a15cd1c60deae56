/** Whose numbers they are, for many calls in one look-up. */
import type { DirectTx } from "#lib/db/direct";
import { candidatesAmong, certainAmong, everyMatch, toSummary } from "#lib/contacts/match-contacts";
import { parsePhoneNumber } from "#lib/phone-number";
import type { ChangedCall } from "./save-calls";

/**
 * Gives each call with a new number its E.164 form and its contact: the one that certainly has the
 * number; else nobody is chosen for the person, and all whom it may be are the call's candidates.
 */
export async function identifyClients(
  tx: DirectTx,
  changed: readonly ChangedCall[],
): Promise<void> {
  const isNew = ({ call, before }: ChangedCall) => before?.clientRaw !== call.clientRaw;
  for (const one of changed.filter(isNew)) {
    one.clientE164 = parsePhoneNumber(one.call.clientRaw, one.source.country).e164;
  }
  const open = changed.filter((one) => one.clientE164 && (isNew(one) || !one.contact));
  const found = await everyMatch(
    tx,
    open.map(({ clientE164 }) => clientE164!),
  );
  for (const one of open) {
    const matches = found.get(one.clientE164!) ?? [];
    one.candidates = candidatesAmong(matches).map(toSummary);
    if (!isNew(one)) continue;
    // Who clicked a contact's number knows who it is, whatever was chosen for those who call from it.
    const clicked = matches.find(({ id }) => id === one.clickedContactId);
    one.contact = clicked ?? certainAmong(matches);
  }
}
