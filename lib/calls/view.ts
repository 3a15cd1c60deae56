/** A call as people's browsers and the REST API see it: neutral words, no vendor payload. */
import type { Prisma } from "#lib/db/generated/sqlite/client";
import type { ClientCard } from "#lib/providers/contract";
import type { CandidateView } from "#lib/numbers/candidate-view";
import type { CallView, LegView, OutcomeView, RoutingView } from "./call-view";

type CallColumns = Prisma.CallGetPayload<object>;
type LegColumns = Prisma.CallLegGetPayload<object>;

/** What a view is made of, whether the call was just read or just written. */
export type ViewedCall = Pick<
  CallColumns,
  | "id"
  | "version"
  | "direction"
  | "state"
  | "disposition"
  | "clientRaw"
  | "clientE164"
  | "trunk"
  | "startedAt"
  | "answeredAt"
  | "endedAt"
  | "talkSeconds"
  | "recordingUrl"
  | "replayed"
  | "failure"
> & {
  /** The connection's slug. */
  slug: string;
  contact: { id: string; name: string; company: string | null; ownerId: string | null } | null;
  outcome: OutcomeView | null;
  legs: Pick<LegColumns, "extension" | "userId" | "state" | "answeredAt" | "dismissed">[];
  clientCard: ClientCard | null;
  routing: RoutingView | null;
};

/** @param column JSON of the answer to a routing request */
export function readRouting(column: string | null): RoutingView | null {
  return column === null ? null : (JSON.parse(column) as RoutingView);
}

/** @param candidates contacts with the client's number, when the call has no contact */
export function toCallView(call: ViewedCall, candidates: CandidateView[]): CallView {
  const contact = call.contact && {
    id: call.contact.id,
    name: call.contact.name,
    company: call.contact.company,
    owner: call.contact.ownerId,
    reason: null,
  };
  return {
    id: call.id,
    version: call.version,
    connection: call.slug,
    direction: call.direction as CallView["direction"],
    state: call.state as CallView["state"],
    disposition: call.disposition as CallView["disposition"],
    clientNumber: { raw: call.clientRaw, e164: call.clientE164 },
    trunk: call.trunk,
    contact,
    candidates: contact ? [contact] : candidates,
    legs: call.legs.map(({ extension, userId, state, answeredAt, dismissed }) => ({
      extension,
      userId,
      state: state as LegView["state"],
      answeredAt: answeredAt?.toISOString() ?? null,
      dismissed: dismissed as LegView["dismissed"],
    })),
    startedAt: call.startedAt.toISOString(),
    answeredAt: call.answeredAt?.toISOString() ?? null,
    endedAt: call.endedAt?.toISOString() ?? null,
    talkSeconds: call.talkSeconds,
    hasRecording: call.recordingUrl !== null,
    replayed: call.replayed,
    failure: call.failure,
    clientCard: call.clientCard,
    routing: call.routing,
    outcome: call.outcome && {
      id: call.outcome.id,
      key: call.outcome.key,
      name: call.outcome.name,
    },
  };
}
