import { expect, it } from "vitest";
import type { CallRecord } from "#lib/calls/call-record";
import { transition } from "#lib/calls/transition";
import { withDefaults } from "#lib/providers/prostie-zvonki/simulator-events";
import { encodeEvent } from "#lib/providers/prostie-zvonki/wire";
import { scriptCall } from "./call-script";
import { toFrame } from "./prostie-zvonki-frames";
import { seededRandom } from "./random";
import { parseEvent } from "#lib/providers/prostie-zvonki/events";

const calls = (seed: number, count = 300) => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) =>
    scriptCall(random, { externalId: String(index + 1) }),
  );
};

it("gives the same calls for the same seed, and others for another", () => {
  expect(calls(7)).toEqual(calls(7));
  expect(calls(7)).not.toEqual(calls(8));
});

it("has answered, missed and outgoing calls, on one extension and on five", () => {
  const all = calls(1).map(({ expected }) => expected);
  expect(new Set(all.map((call) => `${call.direction} ${call.disposition}`)).size).toBe(4);
  expect(new Set(all.map((call) => Object.keys(call.legs).length))).toEqual(
    new Set([1, 2, 3, 4, 5]),
  );
});

it("says of each call what the state machine makes of its frames", () => {
  for (const { steps, expected } of calls(42)) {
    let call: CallRecord | null = null;
    for (const { event } of steps) {
      const raw = encodeEvent(withDefaults(toFrame(event)));
      for (const parsed of parseEvent(raw)) {
        call = transition(call, parsed as typeof event, new Date());
      }
    }
    const legs = Object.fromEntries(call!.legs.map((leg) => [leg.extension, leg.state]));
    expect({ ...call, externalId: expected.externalId, legs }).toMatchObject(expected);
    expect(legs).toEqual(expected.legs);
  }
});
