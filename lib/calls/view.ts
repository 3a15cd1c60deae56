/** A call as people's browsers and the REST API see it: neutral words, no vendor payload. */
import type { Prisma } from "#lib/db/generated/sqlite/client";
import type { CallView, CandidateView, LegView } from "#lib/realtime/events";
import type { Db, Tx } from "#lib/db/client";
import { readClientCard } from "./client-card";
import { readRouting } from "./routing";
import { matchNumbers } from "#lib/contacts/match-contacts";

/** What a view is made of; what a call was told is for its writer alone. */
export const callOmit = {
  told: true,
  // Statistics count by them, nobody is shown them.
  ...{ handledById: true, waitSeconds: true },
} as const satisfies Prisma.CallOmit;
export const callInclude = {
  connection: { select: { slug: true } },
  contact: {
    select: { id: true, name: true, ownerId: true, company: { select: { name: true } } },
  },
  legs: { orderBy: { startedAt: "asc" } },
  outcome: { select: { id: true, key: true, name: true } },
} as const satisfies Prisma.CallInclude;

export type CallRow = Prisma.CallGetPayload<{
  include: typeof callInclude;
  omit: typeof callOmit;
}>;

/** What a view needs of a call, whether it was just read or just written. */
export type ViewedCall = Omit<
  CallRow,
  | "connectionId"
  | "externalId"
  | "contactId"
  | "requestedById"
  | "contact"
  | "legs"
  | "outcomeId"
  | "wrappedUpById"
  | "wrappedUpAt"
  | "handledById"
  | "waitSeconds"
> & {
  contact: {
    id: string;
    name: string;
    ownerId: string | null;
    company: { name: string } | null;
  } | null;
  legs: Pick<
    CallRow["legs"][number],
    "extension" | "userId" | "state" | "answeredAt" | "dismissed"
  >[];
};

/** @param candidates whom it may be, when the call has no contact */
export function toCallView(row: ViewedCall, candidates: CandidateView[]): CallView {
  const contact = row.contact && {
    id: row.contact.id,
    name: row.contact.name,
    company: row.contact.company?.name ?? null,
    owner: row.contact.ownerId,
    reason: null,
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
    legs: row.legs.map(({ extension, userId, state, answeredAt, dismissed }) => ({
      extension,
      userId,
      state: state as LegView["state"],
      answeredAt: answeredAt?.toISOString() ?? null,
      dismissed: dismissed as LegView["dismissed"],
    })),
    startedAt: row.startedAt.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    talkSeconds: row.talkSeconds,
    hasRecording: row.recordingUrl !== null,
    replayed: row.replayed,
    failure: row.failure,
    clientCard: readClientCard(row.clientCard),
    routing: readRouting(row.routing),
    outcome: row.outcome && { id: row.outcome.id, key: row.outcome.key, name: row.outcome.name },
  };
}

/** Views of a page of calls. The candidates of unassigned calls are looked up once per number. */
export async function toCallViews(db: Db | Tx, rows: CallRow[]): Promise<CallView[]> {
  const unassigned = rows.flatMap((row) =>
    row.contactId || !row.clientE164 ? [] : [row.clientE164],
  );
  const candidates = await matchNumbers(db, unassigned);
  return rows.map((row) => toCallView(row, candidates.get(row.clientE164 ?? "") ?? []));
}
