/** One leg is not the call: groups and transfers as any PBX tells them, in any order and repeatedly. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generic } from "#lib/providers/generic/adapter";
import type { WrittenEvent } from "#lib/providers/generic/event";
import { keep } from "#lib/providers/generic/wire";
import { type CallRecord, looksTheSame, type ProviderCallEvent } from "./call-record";
import { transition } from "./transition";

const runs = { seed: 20_261_129, numRuns: 2_000 };
const morning = Date.UTC(2026, 10, 29, 8);
const receivedAt = new Date(morning + 86_400_000);
const about = { call: "7", direction: "incoming", from: "+380440000201" } as const;
const members = fc.uniqueArray(fc.constantFrom("101", "102", "103", "104"), {
  minLength: 2,
  maxLength: 4,
});

/** A group rings; some refuse; one may answer and hand the call over; it ends. Seconds to minutes apart. */
const story = fc
  .record({
    members,
    refuse: fc.nat({ max: 3 }),
    answered: fc.boolean(),
    handed: fc.boolean(),
    recorded: fc.boolean(),
    gap: fc.integer({ min: 1, max: 90 }),
  })
  .map(({ members, refuse, answered, handed, recorded, gap }) => {
    const [first = "101", ...others] = members;
    const told: WrittenEvent[] = [{ type: "ringing", ...about, extensions: members }];
    for (const extension of others.slice(0, refuse)) {
      told.push({ type: "left", ...about, extension, disposition: "busy" });
    }
    if (answered) told.push({ type: "answered", ...about, extension: first });
    if (answered && handed) {
      const target = "200";
      told.push({ type: "transferred", ...about, extension: first, target });
      told.push({ type: "answered", ...about, extension: target });
    }
    const disposition = answered ? "answered" : "no-answer";
    const goesOn = told.length;
    told.push({ type: "ended", ...about, disposition });
    if (recorded) told.push({ type: "recording", call: "7", recording: "7.wav" });
    const timed = told.map((event, index) => {
      const time = new Date(morning + index * gap * 1000).toISOString();
      return keep({ event: { ...event, time } });
    });
    return { timed, goesOn, answered, handed, recorded, first };
  });

function play(messages: readonly string[]): CallRecord {
  let call: CallRecord | null = null;
  for (const [index, raw] of messages.entries()) {
    for (const event of generic.parse(raw, { inboxId: index + 1, receivedAt })) {
      call = transition(call, event as ProviderCallEvent, receivedAt);
    }
  }
  return call!;
}

describe("any PBX's legs", () => {
  it("go on while somebody of the group rings or talks, and end with the call", () => {
    fc.assert(
      fc.property(story, ({ timed, goesOn, answered, handed, recorded, first }) => {
        const before = play(timed.slice(0, goesOn));
        expect(before.state).toBe(answered ? "active" : "ringing");
        const talking = before.legs.filter(({ state }) => state === "answered");
        const talker = handed ? "200" : first;
        expect(talking.map(({ extension }) => extension)).toEqual(answered ? [talker] : []);
        const after = play(timed);
        expect(after).toMatchObject({
          state: "ended",
          disposition: answered ? "answered" : "no-answer",
          recordingUrl: recorded ? "7.wav" : null,
        });
        const live = after.legs.filter(({ state }) => /ringing|answered/.test(state));
        expect(live).toEqual([]);
      }),
      runs,
    );
  });

  it("come to the same in any order, with repeats", () => {
    const disturbed = story.chain(({ timed }) =>
      fc
        .shuffledSubarray([...timed, ...timed], { minLength: 2 * timed.length })
        // A recording alone makes no call that could keep it.
        .map((arrived) => ({ timed, arrived: [timed[0]!, ...arrived] })),
    );
    fc.assert(
      fc.property(disturbed, ({ timed, arrived }) => {
        const [inOrder, anyhow] = [play(timed), play(arrived)];
        expect(anyhow.events).toEqual(inOrder.events);
        expect(looksTheSame(anyhow, inOrder)).toBe(true);
      }),
      runs,
    );
  });
});
