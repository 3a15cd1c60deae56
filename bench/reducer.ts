/** The state machine alone: what a call's events cost before anything is stored. */
import type { CallRecord } from "#lib/calls/call-record";
import { transition } from "#lib/calls/transition";
import type { CallEvent } from "#lib/providers/contract";
import type { Benchmark } from "./benchmark";
import { now } from "./clock";

const warmUp = 20_000;
const seconds = 2;

export const reducer: Benchmark = {
  name: "reducer",
  needsDatabase: false,
  async run({ say }) {
    say("reducer");
    for (let call = 0; call < warmUp; call++) playCall(call);
    let calls = 0;
    const begin = now();
    while (now() - begin < seconds * 1000) for (let n = 0; n < 100; n++) playCall(calls++);
    const took = now() - begin;
    const events = calls * eventsOf(0).length;
    return [
      { figure: "reducer alone", unit: "calls/s", product: (calls / took) * 1000 },
      { figure: "reducer alone", unit: "µs/event", product: (took * 1000) / events },
    ];
  },
};

/** Two extensions ring, one answers, the call ends; one event is told twice. */
function eventsOf(call: number): Extract<CallEvent, { kind: `call:${string}` }>[] {
  const base = { externalId: String(call), trunk: "1" };
  const incoming = { ...base, direction: "incoming", clientNumber: "79000000000" } as const;
  return [
    { kind: "call:ringing", ...incoming, extension: "101" },
    { kind: "call:ringing", ...incoming, extension: "102" },
    { kind: "call:ringing", ...incoming, extension: "102" },
    { kind: "call:answered", ...incoming, extension: "102" },
    { kind: "call:ended", ...incoming, extension: "102", disposition: "answered", talkSeconds: 30 },
  ];
}

function playCall(call: number): void {
  let record: CallRecord | null = null;
  for (const [index, event] of eventsOf(call).entries()) {
    record = transition(record, event, new Date(index * 10_000));
  }
  if (record?.state !== "ended") throw new Error("the call did not end");
}
