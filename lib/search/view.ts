/** What a search answers with, for the browser too. */

export interface ContactHit {
  id: string;
  name: string;
  company: string | null;
  /** Is the searcher's own. */
  own: boolean;
  /** The number that was looked for, else the contact's first. */
  number: { raw: string; e164: string | null } | null;
  /** The address in which what was looked for occurs. */
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

export interface SearchResults {
  contacts: ContactHit[];
  companies: CompanyHit[];
  calls: CallHit[];
  /** Words that were read for mistyped ones; empty when what was typed was found as it is. */
  corrected: string[];
}

/** The most of each kind. */
export interface SearchLimits {
  contacts: number;
  companies: number;
  calls: number;
}
