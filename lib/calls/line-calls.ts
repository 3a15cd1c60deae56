/**
 * Calls told with a number where others name an extension: it is a person's extension, however it is
 * written, or the company's line. A call to the line is shown to the client's owner, else to the
 * extensions that the connection's settings name.
 */
import type { DirectTx } from "#lib/db/direct";
import { documentRows } from "#lib/db/json-sql";
import { certainAmong, everyMatch } from "#lib/numbers/match-contacts";
import { comparableNumber, parsePhoneNumber } from "#lib/numbers/phone-number";
import type { AnyCallEvent } from "./call-record";
import type { CallQuery } from "./find-calls";

type LineEvent = AnyCallEvent & { trunk: string; clientNumber?: string; shownTo: string[] };

function isLineEvent(event: AnyCallEvent): event is LineEvent {
  return "shownTo" in event && event.shownTo !== undefined && Boolean(event.trunk);
}

/** @returns the batch with extensions in the place of lines; one ring for each who is shown a call */
export async function addressLineCalls<Q extends CallQuery>(
  tx: DirectTx,
  batch: readonly Q[],
): Promise<{ query: Q; told: Q }[]> {
  const lines = batch.flatMap(({ event, source }) =>
    isLineEvent(event) ? [{ event, source }] : [],
  );
  if (lines.length === 0) return batch.map((query) => ({ query, told: query }));
  const extensions = await extensionsOf(tx, [
    ...new Set(lines.map(({ source }) => source.connectionId)),
  ]);
  const numberOf = ({ event, source }: (typeof lines)[number]) =>
    parsePhoneNumber(event.clientNumber ?? "", source.country).e164;
  const contacts = await everyMatch(
    tx,
    lines.flatMap((line) => numberOf(line) ?? []),
  );

  return batch.flatMap((told) => {
    const { event, source } = told;
    if (!isLineEvent(event)) return { query: told, told };
    const { shownTo, ...plain } = event;
    const own = extensions.filter(({ connectionId }) => connectionId === source.connectionId);
    const line = comparableNumber(event.trunk, source.country);
    const named = own.find(({ number }) => comparableNumber(number, source.country) === line);
    if (named) {
      const addressed = at(plain as AnyCallEvent, named.number, null);
      return { query: { ...told, event: addressed }, told };
    }
    if (event.kind !== "call:arrived") {
      return { query: { ...told, event: plain as AnyCallEvent }, told };
    }
    const e164 = numberOf({ event, source });
    const contact = e164 ? certainAmong(contacts.get(e164) ?? []) : null;
    const owners = own.filter(({ userId }) => userId === contact?.ownerId);
    const shown = owners.length > 0 ? owners.map(({ number }) => number) : shownTo;
    const events = shown.map((extension) => at(plain as AnyCallEvent, extension, event.trunk));
    return (events.length > 0 ? events : [plain as AnyCallEvent]).map((one) => ({
      query: { ...told, event: one },
      told,
    }));
  });
}

/** The event with an extension: who is shown an arriving call has it ringing. */
function at(event: AnyCallEvent, extension: string, trunk: string | null): AnyCallEvent {
  const addressed = { ...event, extension, trunk };
  if (event.kind !== "call:arrived") return addressed as AnyCallEvent;
  return { ...event, kind: "call:ringing", direction: "incoming", extension, trunk };
}

async function extensionsOf(tx: DirectTx, connectionIds: readonly string[]) {
  return tx.rows<{ connectionId: string; number: string; userId: string }>(
    `WITH wanted AS (${documentRows(tx.dialect, { connectionId: "text" })})
     SELECT e."connectionId", e."number", e."userId" FROM wanted CROSS JOIN "Extension" e
     WHERE e."connectionId" = wanted."connectionId"`,
    connectionIds.map((id) => [id]),
  );
}
