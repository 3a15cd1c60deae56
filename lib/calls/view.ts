/** A call as people's browsers and the REST API see it: neutral words, no vendor payload. */
import type { Prisma } from "#lib/db/generated/sqlite/client";
import type { CallView, ContactSummary } from "#lib/realtime/events";
import type { Db, Tx } from "#lib/db/client";
import { matchContacts } from "#lib/contacts/match-contacts";

export const callInclude = {
  connection: { select: { slug: true } },
  contact: { select: { id: true, name: true, company: { select: { name: true } } } },
  legs: { orderBy: { startedAt: "asc" } },
} as const satisfies Prisma.CallInclude;

export type CallRow = Prisma.CallGetPayload<{ include: typeof callInclude }>;

/** @param candidates contacts that share the client's number, when nobody has chosen among them */
export function toCallView(row: CallRow, candidates: ContactSummary[]): CallView {
  const contact = row.contact && {
    id: row.contact.id,
    name: row.contact.name,
    company: row.contact.company?.name ?? null,
  };
  return {
    id: row.id,
    version: row.version,
    connection: row.connection.slug,
    direction: row.direction as CallView["direction"],
    state: row.state as CallView["state"],
    disposition: row.disposition as CallView["disposition"],
    clientNumber: { raw: row.clientRaw, e164: row.clientE164 },
    trunk: row.trunk,
    contact,
    candidates: contact ? [contact] : candidates,
    legs: row.legs.map(({ extension, userId, state }) => ({
      extension,
      userId,
      state: state as CallView["legs"][number]["state"],
    })),
    startedAt: row.startedAt.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    talkSeconds: row.talkSeconds,
    hasRecording: row.recordingUrl !== null,
    replayed: row.replayed,
    failure: row.failure,
  };
}

/** Views of a page of calls. The candidates of unassigned calls are looked up once per number. */
export async function toCallViews(db: Db | Tx, rows: CallRow[]): Promise<CallView[]> {
  const unassigned = new Set(
    rows.flatMap((row) => (row.contactId || !row.clientE164 ? [] : [row.clientE164])),
  );
  const candidates = new Map<string, ContactSummary[]>();
  for (const e164 of unassigned) candidates.set(e164, await matchContacts(db, e164));
  return rows.map((row) => toCallView(row, candidates.get(row.clientE164 ?? "") ?? []));
}
