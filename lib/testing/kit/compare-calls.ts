/**
 * The oracle: what is stored against what was accepted (the inbox, replayed from its start) and
 * against what the script said. Knows nothing of how the product does it.
 */
import { noEndReceived, type CallRecord } from "#lib/calls/call-record";
import { transition } from "#lib/calls/transition";
import type { ProviderAdapter } from "#lib/providers/contract";
import { identityOf, type ScriptedCall } from "./call-script";
import type { Stored, StoredCall } from "./read-stored";
import { replayInbox, type Replayed } from "./replay-inbox";

export interface Comparison {
  /** Inbox rows. */
  accepted: number;
  calls: number;
  /** Accepted and not (wholly) to be found. */
  lost: string[];
  /** Stored or applied more than once. */
  doubled: string[];
  /** Stored, and not what the events in their order make of it. */
  wrong: string[];
}

export function compareCalls(
  stored: Stored,
  parse: ProviderAdapter["parse"],
  scripts: ScriptedCall[] = [],
): Comparison {
  const replayed = replayInbox(stored.inbox, parse);
  const found: Comparison = {
    accepted: stored.inbox.length,
    calls: stored.calls.length,
    lost: [...replayed.misjudged],
    doubled: [...replayed.accepted]
      .filter(([, count]) => count > 1)
      .map(([identity, count]) => `${identity} was stored ${count} times`),
    wrong: [],
  };
  const byId = groupById(stored.calls);
  for (const [externalId, expected] of replayed.calls) {
    const [call, ...others] = byId.get(externalId) ?? [];
    if (!call) found.lost.push(`call ${externalId} was accepted and is not there`);
    else compareOne(found, call, expected);
    if (others.length > 0) found.doubled.push(`call ${externalId} is there more than once`);
  }
  for (const { externalId } of stored.calls) {
    if (externalId !== null && !replayed.calls.has(externalId)) {
      found.wrong.push(`call ${externalId} is there and nothing accepted tells of it`);
    }
  }
  compareWithScripts(found, byId, replayed, scripts);
  return found;
}

function groupById(calls: StoredCall[]): Map<string | null, StoredCall[]> {
  const groups = new Map<string | null, StoredCall[]>();
  for (const call of calls) {
    groups.set(call.externalId, [...(groups.get(call.externalId) ?? []), call]);
  }
  return groups;
}

function compareOne(
  found: Comparison,
  call: StoredCall,
  expected: { call: CallRecord; changes: number },
): void {
  let { call: wanted, changes } = expected;
  if (call.failure === noEndReceived && wanted.state !== "ended") {
    wanted = transition(wanted, { kind: "call:lost" }, call.endedAt ?? new Date())!;
    changes += 1;
  }
  if (call.version > changes) {
    found.doubled.push(`call ${call.externalId} changed ${call.version} times, not ${changes}`);
  }
  const [is, should] = [comparable(call), comparable(wanted)];
  if (is !== should)
    found.wrong.push(`call ${call.externalId}\n    is     ${is}\n    should ${should}`);
}

/** The same fields, whether they come from a row or from the state machine. */
type Fields = Record<Exclude<keyof CallRecord, "legs" | "events">, unknown> & {
  legs: Record<keyof CallRecord["legs"][number], unknown>[];
};

function comparable(call: Fields): string {
  const { direction, state, disposition, clientRaw, trunk, startedAt, answeredAt, endedAt } = call;
  const { talkSeconds, recordingUrl, replayed, failure } = call;
  const legs = call.legs
    .map((leg) => [leg.extension, leg.state, leg.startedAt, leg.answeredAt, leg.endedAt])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  return JSON.stringify({
    direction,
    state,
    disposition,
    clientRaw,
    trunk,
    startedAt,
    answeredAt,
    endedAt,
    talkSeconds,
    recordingUrl,
    replayed,
    failure,
    legs,
  });
}

/** Where every step of a script was accepted, the script itself says what the call must be. */
function compareWithScripts(
  found: Comparison,
  byId: Map<string | null, StoredCall[]>,
  { accepted }: Replayed,
  scripts: ScriptedCall[],
): void {
  for (const { externalId, steps, expected } of scripts) {
    if (!steps.every(({ event }) => accepted.has(identityOf(event)))) continue;
    const call = byId.get(externalId)?.[0];
    if (!call) continue;
    const legs = Object.fromEntries(call.legs.map((leg) => [leg.extension, leg.state]));
    const { direction, state, disposition, clientRaw, talkSeconds } = call;
    const is = sorted({ externalId, direction, state, disposition, clientRaw, talkSeconds, legs });
    const should = sorted({ ...expected });
    if (is !== should)
      found.wrong.push(`call ${externalId}\n    is     ${is}\n    script ${should}`);
  }
}

const sorted = ({ legs, ...rest }: { [field: string]: unknown; legs: object }) =>
  JSON.stringify({ ...rest, legs: Object.entries(legs).sort(([a], [b]) => (a < b ? -1 : 1)) });

/** The first differences, for people. */
export function describeComparison(found: Comparison, most = 5): string {
  const { accepted, calls, lost, doubled, wrong } = found;
  const totals =
    `${accepted} events accepted, ${calls} calls, ${lost.length} lost, ` +
    `${doubled.length} doubled, ${wrong.length} out of order`;
  const first = (name: string, all: string[]) =>
    all.slice(0, most).map((one) => `  ${name}: ${one}`);
  return [
    ...first("lost", lost),
    ...first("doubled", doubled),
    ...first("wrong", wrong),
    totals,
  ].join("\n");
}

export function isClean({ lost, doubled, wrong }: Comparison): boolean {
  return lost.length + doubled.length + wrong.length === 0;
}
