/** A call of the demo's past: who called whom, and what came of it. */
import type { PastOutcome } from "./words/demo-words";

export interface PastPerson {
  userId: string;
  extension: string;
}

export interface PastClient {
  contactId: string | null;
  raw: string;
  e164: string;
  /** Since when the team knows them; without it, as long as it has calls. */
  since?: Date;
}

export interface PastCall {
  /** Its place in time; ids follow it. */
  position: number;
  direction: "incoming" | "outgoing";
  disposition: "answered" | "no-answer" | "busy";
  client: PastClient;
  startedAt: Date;
  answeredAt: Date | null;
  endedAt: Date;
  talkSeconds: number | null;
  /** At whose telephones it was; who answered is the first. */
  people: PastPerson[];
  /** Whose it is; null when several rang and nobody took it. */
  handledBy: PastPerson | null;
  /** Key of the outcome, and a note, that were given at wrap-up. */
  outcome: PastOutcome | null;
  note: string | null;
  isRecorded: boolean;
}
