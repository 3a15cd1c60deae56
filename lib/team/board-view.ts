/** The team board as browsers see it. */

/** What a person does, the first of these that is true. */
export type TeamState =
  "talking" | "ringing" | "dialling" | "wrap-up" | "away" | "offline" | "do-not-disturb" | "free";

/** One person on the team board. Times are ISO 8601. */
export interface TeamMember {
  userId: string;
  name: string;
  extensions: string[];
  state: TeamState;
  /** Since when, of a call and of a wrap-up. */
  since: string | null;
  /** With whom; only for those who may see every call. */
  client: { name: string | null; number: { raw: string; e164: string | null } } | null;
  /** Only for those who may see every call. */
  today: { answered: number; missed: number; outgoing: number; talkSeconds: number } | null;
}

/** The whole board, never a delta. */
export interface TeamBoard {
  /** Grows; keep the highest seen. */
  version: number;
  members: TeamMember[];
  /** Calls from outside that ring and that nobody has taken yet. */
  ringing: { count: number; oldest: string | null };
  /** Clients somebody owes a call. */
  callbacks: { count: number; oldest: string | null };
}
