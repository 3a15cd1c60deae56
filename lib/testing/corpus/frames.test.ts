/**
 * Frames that a broken or hostile PBX sends, over a real socket: each is kept with its reason or read as what it
 * is, the link stays, and the event behind it arrives, soon.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ProviderError, RawMessage } from "#lib/providers/contract";
import { slowness } from "../kit/cpu-time";
import { openFrameListener, type FrameListener } from "../kit/frame-listener";
import {
  frameProviderNames,
  frameProviders,
  framesOf,
  readFrames,
  type FrameAttempt,
} from "./frames";

/**
 * Of the processor, in ms, for one frame and the event behind it. Megabytes cost their sender a quarter of a second, and
 * twice that beside other suites; what grows by the square of them takes minutes.
 */
const longest = 2_000;
/** Of a frame that is set aside, in characters. */
const mostKept = 4_096;

describe.each(frameProviderNames)("%s", (name) => {
  const provider = frameProviders[name];
  const corpus = readFrames(name);
  let listener: FrameListener;

  beforeAll(async () => {
    listener = await openFrameListener(provider);
    await listener.online();
  });
  afterAll(() => listener.close());

  it.each(corpus.cases)("$name", async (one) => {
    const wrong: string[] = [];
    for (const attempt of framesOf(one, corpus, provider)) {
      const limit = longest * slowness();
      let spent = Infinity;
      // The collector of garbage works now and then, what is slow is slow always.
      for (let tries = 0; tries < 3 && spent > limit; tries++) {
        const began = process.cpuUsage();
        const kept = await listener.exchange(attempt);
        const { user, system } = process.cpuUsage(began);
        spent = Math.min(spent, (user + system) / 1_000);
        const complaint = complaintOn(kept, attempt);
        if (complaint) wrong.push(`${attempt.name}: ${complaint}`);
      }
      if (spent > limit) wrong.push(`${attempt.name}: took ${spent} ms`);
    }
    expect(wrong).toEqual([]);
    expect(listener.peer.links).toHaveLength(1);
    expect(listener.harness.statuses.at(-1)).toEqual({ state: "online" });
  });

  it("are many", () => {
    const all = corpus.cases.flatMap((one) => framesOf(one, corpus, provider));
    expect(all.length).toBeGreaterThan(250);
  });

  /** @returns what is not as it is expected, "" where all is */
  function complaintOn(kept: readonly RawMessage[], attempt: FrameAttempt): string {
    const { outcome, says = "", events = 1, holds = {}, field } = attempt;
    const count = outcome === "nothing" ? 0 : events;
    if (kept.length !== count) return `${kept.length} kept, not ${count}`;
    for (const message of kept) {
      const { refused } = message;
      if (outcome === "aside") {
        if (!refused?.message.includes(says)) return `not set aside: ${refused?.message}`;
        if (message.raw.length > mostKept) return `${message.raw.length} characters are kept`;
        continue;
      }
      if (refused) return `set aside: ${refused.message}`;
      const read = reading(message);
      if (outcome === "event") {
        if (!Array.isArray(read)) return `not read: ${read.field} ${read.message}`;
        expect(read[0]).toMatchObject(holds);
      } else if (Array.isArray(read)) return `read: ${JSON.stringify(read)}`;
      else if (read.name !== "ProviderError" || read.field !== field) {
        return `not for ${field}: ${read.name} ${read.field} ${read.message}`;
      } else if (message.key === listener.harness.messages.at(-1)!.key) {
        return "the event without the fault would be its repeat";
      }
    }
    return "";
  }

  function reading(message: RawMessage) {
    try {
      return provider.adapter.parse(message.raw, listener.harness.origin(message));
    } catch (error) {
      return error as ProviderError;
    }
  }
});
