/** Candidates of a number as browsers see them: contacts that have it, or may have it. */

/** Why a contact matches a number. */
export interface MatchReason {
  /** national: only the national digits are equal, because the stored number has no country. */
  kind: "number" | "national";
  /** Position among the contact's numbers, from 1; null for a chosen contact without the number. */
  position: number | null;
  /** Label of that number, as typed. */
  label: string | null;
  /** A person chose this contact for the number. */
  chosen: boolean;
}

export interface ContactSummary {
  id: string;
  name: string;
  company: string | null;
}

/** A contact that a call belongs to, or may belong to. */
export interface CandidateView extends ContactSummary {
  /** User id of the contact's owner. */
  owner: string | null;
  /** Why it is a candidate; null for the call's own contact. */
  reason: MatchReason | null;
}
