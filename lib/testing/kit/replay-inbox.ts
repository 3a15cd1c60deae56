/** The inbox replayed, in its order, through the pure parts alone: what the calls must be. */
import type { CallRecord, ProviderCallEvent } from "#lib/calls/call-record";
import { transition } from "#lib/calls/transition";
import type { ProviderAdapter } from "#lib/providers/contract";
import { identityOf } from "./call-script";
import type { StoredMessage } from "./read-stored";

export interface Replayed {
  /** By the provider's id. */
  calls: Map<string, { call: CallRecord; changes: number }>;
  /** Each event of a call that was accepted, and how many rows tell it. */
  accepted: Map<string, number>;
  /** Rows whose status is not what it should be. */
  misjudged: string[];
}

export function replayInbox(inbox: StoredMessage[], parse: ProviderAdapter["parse"]): Replayed {
  const replayed: Replayed = { calls: new Map(), accepted: new Map(), misjudged: [] };
  for (const message of inbox) {
    const events = readEvents(message, parse);
    const wanted = events === null ? "refused" : events.length > 0 ? "applied" : "kept";
    if (message.status !== wanted) {
      replayed.misjudged.push(`inbox row ${message.id} is ${message.status}, not ${wanted}`);
    }
    for (const event of events ?? []) tell(replayed, event, message.receivedAt);
  }
  return replayed;
}

function readEvents(message: StoredMessage, parse: ProviderAdapter["parse"]) {
  try {
    return parse(message.raw, { inboxId: message.id, receivedAt: message.receivedAt }).filter(
      (event): event is ProviderCallEvent => event.kind.startsWith("call:"),
    );
  } catch {
    return null;
  }
}

function tell(replayed: Replayed, event: ProviderCallEvent, receivedAt: Date): void {
  const identity = identityOf(event);
  replayed.accepted.set(identity, (replayed.accepted.get(identity) ?? 0) + 1);
  const known = replayed.calls.get(event.externalId);
  const at = event.at ? new Date(event.at) : receivedAt;
  const call = transition(known?.call ?? null, event, at);
  if (!call || call === known?.call) return;
  replayed.calls.set(event.externalId, { call, changes: (known?.changes ?? 0) + 1 });
}
