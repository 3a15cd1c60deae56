/** A call as its writer works on it: what it was told, whom it concerns, and its row's version. */
import type { OutcomeView } from "#lib/realtime/events";
import type { CallRecord } from "./call-record";

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

export interface StoredCall {
  id: string;
  /** 0 for a call that is not in the database yet. */
  version: number;
  source: CallSource;
  /** Null while a click-to-call waits for the provider's first word. */
  externalId: string | null;
  clientE164: string | null;
  contact: ClientContact | null;
  requestedById: string | null;
  /** What a person said came of it: told on, never written here. */
  outcome: OutcomeView | null;
  /** By extension: whose it is, and at which stage they put their card away. */
  legs: Map<string, { userId: string | null; dismissed: string | null }>;
  /** The contact whose number was clicked. */
  clickedContactId?: string;
  /** Has just learnt the provider's id. */
  adopted?: boolean;
  call: CallRecord;
}
