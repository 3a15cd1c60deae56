/** Search results, as the server answers and the browser shows them. */

export interface ContactHit {
  id: string;
  name: string;
  company: string | null;
  /** The searcher is its owner. */
  own: boolean;
  /** The number that matches the query, else the contact's first. */
  number: { raw: string; e164: string | null } | null;
  /** The address that matches the query. */
  email: string | null;
}

export interface CompanyHit {
  id: string;
  name: string;
}

export interface CallHit {
  id: string;
  direction: string;
  state: string;
  disposition: string | null;
  /** ISO 8601. */
  startedAt: string;
  number: { raw: string; e164: string | null };
  contact: { id: string; name: string } | null;
}

/** What somebody wrote down about a contact, or during a call. */
export interface NoteHit {
  id: string;
  /** What stands around the words found. */
  excerpt: string;
  /** ISO 8601. */
  createdAt: string;
  contact: { id: string; name: string } | null;
  /** The client's, of a note of a call. */
  number: { raw: string; e164: string | null } | null;
}

export interface SearchResults {
  contacts: ContactHit[];
  companies: CompanyHit[];
  calls: CallHit[];
  notes: NoteHit[];
  /** Words searched for in place of mistyped ones; empty when the query matched as typed. */
  corrected: string[];
}

/** Most results of each kind. */
export interface SearchLimits {
  contacts: number;
  companies: number;
  calls: number;
  notes: number;
}
