import { timeOrderedId } from "#lib/db/time-ordered-id";

/** A callback as its writers work on it: a client somebody owes a call (docs/callbacks.md). */
export type CallbackKind = "missed" | "lead" | "promised";
export type ClosedReason = "talked" | "done" | "not-needed" | "merged";

/** Whom it is about. Without a contact it is the number, understood or as it came. */
export interface CallbackClient {
  contactId: string | null;
  numberRaw: string;
  e164: string | null;
}

/** A row of the table; `version` 0 is one that is not there yet. */
export interface CallbackRecord extends CallbackClient {
  id: string;
  version: number;
  openKey: string | null;
  kind: CallbackKind;
  callId: string | null;
  leadId: string | null;
  connectionId: string | null;
  ownerId: string | null;
  note: string | null;
  waitingSince: Date;
  dueAt: Date;
  postponedUntil: Date | null;
  missedCount: number;
  attempts: number;
  lastAttemptAt: Date | null;
  claimedById: string | null;
  claimedUntil: Date | null;
  createdAt: Date;
  closedAt: Date | null;
  closedById: string | null;
  closedReason: ClosedReason | null;
  closedByCallId: string | null;
  promisedAt: Date | null;
  /** When the form was sent: the lead's own time. */
  leadAt: Date | null;
}

/** One open callback a client: `contact:<id>`, else `number:<E.164>`, else the number as it came. */
export function openKeyOf({ contactId, e164, numberRaw }: CallbackClient): string {
  return contactId ? `contact:${contactId}` : numberKeyOf({ e164, numberRaw });
}

export function numberKeyOf({ e164, numberRaw }: Omit<CallbackClient, "contactId">): string {
  return `number:${e164 ?? numberRaw}`;
}

/** Open, of nobody's, and without a reason yet. */
export function blankCallback({ contactId, numberRaw, e164 }: CallbackClient, now: Date) {
  return {
    ...{ id: timeOrderedId(now.getTime()), version: 0, contactId, numberRaw, e164 },
    openKey: openKeyOf({ contactId, numberRaw, e164 }),
    ...{ kind: "missed", callId: null, leadId: null, connectionId: null, ownerId: null },
    ...{ note: null, waitingSince: now, dueAt: now, postponedUntil: null, missedCount: 0 },
    ...{ attempts: 0, lastAttemptAt: null, claimedById: null, claimedUntil: null },
    ...{ createdAt: now, closedAt: null, closedById: null, closedReason: null },
    ...{ closedByCallId: null, promisedAt: null, leadAt: null },
  } satisfies CallbackRecord as CallbackRecord;
}
