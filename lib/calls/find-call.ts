import type { Tx } from "#lib/db/client";
import { parsePhoneNumber } from "#lib/phone-number";
import type { AnyCallEvent, CallRecord, LegRecord } from "./transition";

/** Where a call comes from. */
export interface CallSource {
  connectionId: string;
  /** Gives national numbers their meaning, ISO 3166 alpha-2. */
  country: string;
}

export interface StoredCall {
  id: string;
  version: number;
  externalId: string | null;
  call: CallRecord;
}

/** How long a clicked number waits for the provider's first word about the call, in ms. */
export const requestWindow = 60_000;

/** The call an event is about: by id, by the provider's id, or the click-to-call that waits for it. */
export async function findCall(
  tx: Tx,
  event: AnyCallEvent,
  source: CallSource,
  options: { at: Date; callId?: string },
): Promise<StoredCall | null> {
  if (options.callId) return read(tx, { id: options.callId });
  if (!("externalId" in event)) return null;
  const known = await read(tx, {
    connectionId: source.connectionId,
    externalId: event.externalId,
  });
  return known ?? findRequested(tx, event, source, options.at);
}

/**
 * The provider's events name a call by its own id, which a click-to-call does not know yet; the
 * extension and the client's number, within a window, tell that they mean the same call.
 */
async function findRequested(
  tx: Tx,
  event: Extract<AnyCallEvent, { externalId: string }>,
  source: CallSource,
  at: Date,
): Promise<StoredCall | null> {
  if (!("extension" in event) || !event.extension || !event.clientNumber) return null;
  const since = "startedAt" in event && event.startedAt ? new Date(event.startedAt) : at;
  const waiting = await tx.call.findMany({
    where: {
      connectionId: source.connectionId,
      externalId: null,
      direction: "outgoing",
      startedAt: { gte: new Date(since.getTime() - requestWindow) },
      legs: { some: { extension: event.extension } },
    },
    orderBy: { startedAt: "asc" },
    select: { id: true, clientRaw: true, state: true },
  });
  const wanted = comparable(event.clientNumber, source.country);
  const match = waiting.find(
    (one) => one.state !== "ended" && comparable(one.clientRaw, source.country) === wanted,
  );
  return match ? read(tx, { id: match.id }) : null;
}

function comparable(number: string, country: string): string {
  const { e164, digits } = parsePhoneNumber(number, country);
  return e164 ?? digits;
}

async function read(
  tx: Tx,
  where: { id: string } | { connectionId: string; externalId: string },
): Promise<StoredCall | null> {
  const row = await tx.call.findFirst({
    where,
    include: { legs: { orderBy: { startedAt: "asc" } } },
  });
  if (!row) return null;
  return {
    id: row.id,
    version: row.version,
    externalId: row.externalId,
    call: {
      direction: row.direction as CallRecord["direction"],
      state: row.state as CallRecord["state"],
      disposition: row.disposition as CallRecord["disposition"],
      clientRaw: row.clientRaw,
      trunk: row.trunk,
      startedAt: row.startedAt,
      answeredAt: row.answeredAt,
      endedAt: row.endedAt,
      talkSeconds: row.talkSeconds,
      recordingUrl: row.recordingUrl,
      replayed: row.replayed,
      failure: row.failure,
      legs: row.legs.map(({ extension, state, startedAt, answeredAt, endedAt }) => ({
        extension,
        state: state as LegRecord["state"],
        startedAt,
        answeredAt,
        endedAt,
      })),
    },
  };
}
