/** What holds for every call, whatever providers do to the order of what they tell. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AnyCallEvent, type CallRecord, looksTheSame } from "./call-record";
import { transition } from "./transition";

const runs = { seed: 20_261_121, numRuns: 5_000 };
const morning = Date.UTC(2026, 0, 15, 10);
const receivedAt = new Date(morning + 86_400_000);

const extensions = ["101", "102", "103", "104", "105"];
const extension = fc.constantFrom(...extensions);
const base = { externalId: "7", clientNumber: "73430112233", trunk: "2" };

/** What happens in a call, in its order, without times yet. */
type Step = AnyCallEvent extends infer E ? (E extends { externalId: string } ? E : never) : never;

function story(direction: "incoming" | "outgoing" | "internal"): fc.Arbitrary<Step[]> {
  const rings = fc.uniqueArray(extension, { minLength: 1, maxLength: 5 });
  const transfers = fc.array(extension, { maxLength: 4 });
  const measured = fc.option(fc.integer({ min: 0, max: 7_200 }), { nil: undefined });
  return fc
    .record({
      rings,
      answered: fc.boolean(),
      transfers,
      measured,
      over: fc.boolean(),
      group: fc.boolean(),
    })
    .map(({ rings, answered, transfers, measured, over, group }) => {
      const ring = (extension: string): Step =>
        direction === "outgoing"
          ? { kind: "call:dialling", ...base, extension }
          : { kind: "call:ringing", ...base, direction, extension };
      const answer = (extension: string): Step => ({
        kind: "call:answered",
        ...base,
        direction,
        extension,
      });
      const leave = (extension: string): Step => ({
        kind: "call:leg-ended",
        ...base,
        direction,
        extension,
        disposition: "no-answer",
      });
      const holders = answered ? [rings[0]!, ...transfers] : [];
      const talk = holders.flatMap((holder, index) =>
        index > 0 ? [ring(holder), answer(holder)] : [answer(holder)],
      );
      const end = (extension: string): Step => ({
        kind: "call:ended",
        ...base,
        direction,
        extension,
        disposition: answered ? "answered" : "no-answer",
        ...(measured !== undefined && answered && { talkSeconds: measured }),
      });
      const ends = answered ? [end(holders.at(-1)!)] : rings.map(end);
      // A group's members tell the ends of their own parts, too.
      const left = group ? rings.slice(answered ? 1 : 0).map(leave) : [];
      return [...rings.map(ring), ...left, ...talk, ...(over ? ends : [])];
    });
}

/** The same with times: seconds to hours apart. */
const timedStory = fc
  .constantFrom("incoming" as const, "outgoing" as const, "internal" as const)
  .chain(story)
  .chain((steps) =>
    fc
      .array(fc.integer({ min: 1_000, max: 3_600_000 }), {
        minLength: steps.length,
        maxLength: steps.length,
      })
      .map((gaps) => {
        let at = morning;
        return steps.map((step, index): Step => {
          at += gaps[index]!;
          return { ...step, at: new Date(at).toISOString() };
        });
      }),
  );

/** Some of the events, some of them several times, in any order. */
const disturbed = timedStory.chain((steps) =>
  fc
    .array(fc.nat({ max: steps.length - 1 }), { minLength: 1, maxLength: 2 * steps.length })
    .map((picks) => ({ ordered: inOrder(steps, picks), arrived: picks.map((at) => steps[at]!) })),
);

function inOrder(steps: Step[], picks: number[]): Step[] {
  return steps.filter((_, index) => picks.includes(index));
}

function play(events: readonly AnyCallEvent[]): CallRecord[] {
  const seen: CallRecord[] = [];
  let call: CallRecord | null = null;
  for (const event of events) {
    call = transition(call, event, receivedAt);
    if (call) seen.push(call);
  }
  return seen;
}

const ranks = { dialling: 0, ringing: 1, active: 2, ended: 3 };

function expectNeverBack(seen: CallRecord[]): void {
  for (const [index, call] of seen.entries()) {
    const before = seen[index - 1];
    if (!before) continue;
    // What was taken for the end was one leg's, when another is heard to ring or talk.
    const goesOn = call.legs.some(({ state }) => state === "ringing" || state === "answered");
    if (before.state !== "ended" || !goesOn) {
      expect(ranks[call.state]).toBeGreaterThanOrEqual(ranks[before.state]);
    }
    if (before.disposition === "answered" && !goesOn) expect(call.disposition).toBe("answered");
    expect(call.legs.length).toBeGreaterThanOrEqual(before.legs.length);
  }
}

function expectSound(call: CallRecord, events: readonly AnyCallEvent[]): void {
  const answers = events.filter((event) => event.kind === "call:answered");
  const stated = events.flatMap((event) =>
    event.kind === "call:ended" && event.talkSeconds !== undefined ? [event.talkSeconds] : [],
  );
  if (call.state !== "ended") expect(call.talkSeconds).toBeNull();
  else if (stated.length > 0) expect(stated).toContain(call.talkSeconds);
  else if (answers.length === 0) expect([0, null]).toContain(call.talkSeconds);
  if (call.talkSeconds !== null) expect(call.talkSeconds).toBeGreaterThanOrEqual(0);
  if (call.answeredAt && call.endedAt) expect(+call.answeredAt).toBeLessThanOrEqual(+call.endedAt);
  if (call.endedAt) expect(+call.startedAt).toBeLessThanOrEqual(+call.endedAt);
  const states = call.legs.map((leg) => leg.state);
  expect(states.filter((state) => state === "answered").length).toBeLessThanOrEqual(1);
  const live = states.filter((state) => state === "answered" || state === "ringing");
  if (call.state === "ended") expect(live).toEqual([]);
}

describe("a call, reported in any order, with repeats and with gaps", () => {
  it("ends up as if it had been reported in order", () => {
    fc.assert(
      fc.property(disturbed, ({ ordered, arrived }) => {
        const [inOrder, anyhow] = [play(ordered).at(-1)!, play(arrived).at(-1)!];
        expect(anyhow.events).toEqual(inOrder.events);
        expect(looksTheSame(anyhow, inOrder)).toBe(true);
      }),
      runs,
    );
  });

  it("never moves back, and never talks longer than somebody reported", () => {
    fc.assert(
      fc.property(disturbed, ({ arrived }) => {
        const seen = play(arrived);
        expectNeverBack(seen);
        for (const [index, call] of seen.entries()) {
          expectSound(call, arrived.slice(0, index + 1));
        }
      }),
      runs,
    );
  });

  it("is corrected by an end that comes after it was given up", () => {
    fc.assert(
      fc.property(timedStory, fc.integer({ min: 1, max: 86_400_000 }), (steps, wait) => {
        const end = steps.findLast((step) => step.kind === "call:ended");
        fc.pre(end !== undefined && steps.length > 1);
        const before = steps.filter((step) => step.kind !== "call:ended");
        const givenUp = transition(play(before).at(-1)!, { kind: "call:lost" }, receivedAt)!;
        expect(givenUp.talkSeconds).toBeNull();
        const late = { ...end!, at: new Date(receivedAt.getTime() + wait).toISOString() };
        const corrected = transition(givenUp, late, receivedAt)!;
        expect(corrected.failure).toBeNull();
        expectSound(corrected, [...before, late]);
        expectNeverBack([givenUp, corrected]);
      }),
      runs,
    );
  });
});

describe("events without times of their own", () => {
  const untimed = timedStory.chain((steps) =>
    fc
      .array(fc.tuple(fc.nat({ max: steps.length - 1 }), fc.integer({ min: -7_200, max: 600 })))
      .map((picks) =>
        picks.map(([index, seconds]) => ({ ...steps[index]!, at: undefined, seconds })),
      ),
  );

  it("leave a sound call whatever their order, also when the clock is set back", () => {
    fc.assert(
      fc.property(untimed, (events) => {
        let clock = morning;
        const seen: CallRecord[] = [];
        let call: CallRecord | null = null;
        for (const [index, { seconds, ...event }] of events.entries()) {
          clock += seconds * 1_000;
          call = transition(call, event, new Date(clock));
          if (!call) continue;
          seen.push(call);
          expectSound(call, events.slice(0, index + 1));
        }
        expectNeverBack(seen);
      }),
      runs,
    );
  });

  it("do not make a call grow when they flood", () => {
    let call: CallRecord | null = null;
    for (let n = 0; n < 1_000; n++) {
      const at = new Date(morning + n * 60_000).toISOString();
      const event = { kind: "call:ringing", ...base, direction: "incoming", at } as const;
      call = transition(call, { ...event, extension: extensions[n % 5]! }, receivedAt);
    }
    expect(call!.events.length).toBeLessThanOrEqual(5 * 8);
    expect(call!.startedAt).toEqual(new Date(morning));
  });
});
