/** Complete values of what screens show; a test names what it is about. */
import { emptyFields, pick, plainFields } from "#lib/contacts/fields";
import type { ContactView } from "#lib/contacts/contact-views";
import type { CallbackView } from "#lib/callbacks/callback-view";
import type { CallView, LegView } from "#lib/calls/call-view";
import type { ClientContext } from "#lib/card/client-context";
import type { CandidateView } from "#lib/numbers/candidate-view";

const started = "2026-01-01T11:59:00.000Z";

/** An incoming call that rings at nobody's telephone; the number is a stranger's. */
export function aCall(over: Partial<CallView> = {}): CallView {
  return {
    id: "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5c01",
    version: 1,
    connection: "office",
    direction: "incoming",
    state: "ringing",
    disposition: null,
    clientNumber: { raw: "+73430112233", e164: "+73430112233" },
    trunk: null,
    contact: null,
    candidates: [],
    legs: [],
    startedAt: started,
    answeredAt: null,
    endedAt: null,
    talkSeconds: null,
    hasRecording: false,
    replayed: false,
    failure: null,
    clientCard: null,
    routing: null,
    outcome: null,
    ...over,
  };
}

/** Extension 101, where a call rings. */
export function aLeg(over: Partial<LegView> = {}): LegView {
  return {
    extension: "101",
    userId: null,
    state: "ringing",
    answeredAt: null,
    dismissed: null,
    ...over,
  };
}

/** Аркадий, known by the first of his numbers. */
export function aCandidate(over: Partial<CandidateView> = {}): CandidateView {
  return {
    id: "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5c02",
    name: "Аркадий",
    company: null,
    owner: null,
    reason: { kind: "number", position: 1, label: null, chosen: false },
    ...over,
  };
}

/** What a card knows of a client of whom nothing is known but this call. */
export function aClientContext(over: Partial<ClientContext> = {}): ClientContext {
  return {
    ownerId: null,
    tags: [],
    lastTalk: null,
    callback: null,
    tasks: [],
    callsToday: 1,
    latest: [],
    lastNote: null,
    ownNote: null,
    extension: null,
    settled: null,
    passedOn: [],
    script: null,
    ...over,
  };
}

/** A missed client, open and due. */
export function aCallback(over: Partial<CallbackView> = {}): CallbackView {
  return {
    id: "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5c03",
    version: 1,
    kind: "missed",
    task: "call",
    contact: null,
    candidates: [],
    sharedBy: 0,
    number: { raw: "+73430112233", e164: "+73430112233" },
    ownerId: null,
    note: null,
    waitingSince: started,
    dueAt: started,
    promised: false,
    postponedUntil: null,
    missedCount: 1,
    missed: { at: started, connection: "office", line: null },
    lead: null,
    attempts: 0,
    lastAttemptAt: null,
    claim: null,
    closed: null,
    ...over,
  };
}

/** Аркадий with one number, and nothing else known. */
export function aContact(over: Partial<ContactView> = {}): ContactView {
  return {
    ...pick(emptyFields(), plainFields),
    id: "6f9a1f3e-6d0f-4b8e-9b39-1d2f3a4b5c02",
    name: "Аркадий",
    company: null,
    companyId: null,
    email: null,
    emails: [],
    owner: null,
    tags: [],
    numbers: [{ raw: "+7 (343) 0112233", e164: "+73430112233", label: null }],
    calls: { calledAt: null, talkedAt: null, attempts: 0, outcome: null },
    createdAt: started,
    updatedAt: started,
    ...over,
  };
}
