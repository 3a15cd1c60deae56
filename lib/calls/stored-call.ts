/** A call as its writer works on it (its events and facts, whom it concerns, its row's version), and as it is pushed. */
import { parsePhoneNumber, type PhoneNumber } from "#lib/numbers/phone-number";
import type { CandidateView } from "#lib/numbers/candidate-view";
import type { CallView, OutcomeView } from "./call-view";
import type { CallRecord } from "./call-record";
import { toCallView } from "./view";

/** Where a call comes from. */
export interface CallSource {
  connectionId: string;
  /** The connection's slug. */
  slug: string;
  /** Gives national numbers their meaning, ISO 3166 alpha-2. */
  country: string;
}

export interface ClientContact {
  id: string;
  name: string;
  company: string | null;
  ownerId: string | null;
}

/**
 * The working copy of one call within one transaction: the writer changes it in place. A transaction
 * that is repeated after a conflict reads its copies afresh.
 */
export interface StoredCall {
  id: string;
  /** 0 for a call that is not in the database yet. */
  version: number;
  source: CallSource;
  /** Null while a click-to-call waits for the provider's first event. */
  externalId: string | null;
  clientE164: string | null;
  contact: ClientContact | null;
  /** Whose client it was when its number was learned: they may hear and read the call from then on. */
  clientOwnerId: string | null;
  /** Its client was erased: what a provider tells of it once more is not written down again. */
  erased: boolean;
  requestedById: string | null;
  /** The outcome chosen at wrap-up: published, never written here. */
  outcome: OutcomeView | null;
  /** By extension: its person, and the stage at which they put their card away. */
  legs: Map<string, { userId: string | null; dismissed: string | null }>;
  /** Contacts with the client's number, when no contact is the call's own. */
  candidates?: CandidateView[];
  /** The contact whose number was clicked. */
  clickedContactId?: string;
  /** True when this batch brought the provider's id. */
  adopted?: boolean;
  /** Further ids at the provider that this batch brought. */
  newAliases?: string[];
  call: CallRecord;
  /** As the database has it; null for a new call. */
  before: CallRecord | null;
}

const clientNumbers = new WeakMap<CallRecord, PhoneNumber>();

/** The client's number, read once for each state of a call: whoever looks for a call asks it of hundreds. */
export function clientNumberOf({ call, source }: StoredCall): PhoneNumber {
  const known = clientNumbers.get(call);
  if (known) return known;
  const number = parsePhoneNumber(call.clientRaw, source.country);
  clientNumbers.set(call, number);
  return number;
}

export interface PublishedCall {
  view: CallView;
  /** People concerned: those whose extensions take part, who requested the call, whose client it was. */
  userIds: string[];
  /** Callbacks that the change has opened, moved or closed. */
  callbackIds?: readonly string[] | undefined;
}

/** The push for a call that was just written, without reading it again. */
export function toPublishedCall(changed: StoredCall): PublishedCall {
  const { call, contact, requestedById, clientOwnerId, source } = changed;
  const legs = call.legs.map((leg) => ({ ...leg, ...changed.legs.get(leg.extension)! }));
  const view = toCallView(
    {
      ...call,
      id: changed.id,
      version: changed.version,
      slug: source.slug,
      clientE164: changed.clientE164,
      contact,
      legs,
      outcome: changed.outcome,
    },
    changed.candidates ?? [],
  );
  return { view, userIds: concerned(legs, requestedById, clientOwnerId) };
}

/** Ids of the people a call or text concerns, each once. */
export function concerned(
  legs: readonly { userId: string | null }[],
  requestedById: string | null,
  clientOwnerId: string | null,
): string[] {
  const people = [...legs.map(({ userId }) => userId), requestedById, clientOwnerId];
  return [...new Set(people.filter((id) => typeof id === "string"))];
}
