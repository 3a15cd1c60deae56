/**
 * Links that a broken or hostile PBX breaks by itself: the next one is opened in its time, or an administrator is
 * told why not; the event behind the fault arrives, and nothing is recorded that nobody has sent.
 */
import { describe, expect, it, vi } from "vitest";
import { eventually } from "../kit/eventually";
import { openFrameListener, type FrameListener } from "../kit/frame-listener";
import { readCorpus } from "./corpus";
import {
  frameProviderNames,
  frameProviders,
  goodEvent,
  readFrames,
  type FrameProviderName,
} from "./frames";
import { bytesOf, shortly, type Made } from "./made";

type LinkOutcome = "kept" | "reopened" | "refused" | "refused for good";

interface LinkCase {
  name: string;
  only?: FrameProviderName;
  outcome: LinkOutcome;
  /** Answers to the first handshake; ACCEPT is the key that the client waits for. */
  handshakes?: Made[];
  /** What is sent past all framing. */
  bytes?: Made[];
  /** Codes by which the server ends the link. */
  closings?: number[];
}

const { cases } = readCorpus<{ cases: LinkCase[] }>("socket-links");
/** Addresses and passwords ride in the URL, and in nothing that is told. */
const secrets = /CID=|apiKey|wss?:\/\//;

describe.each(frameProviderNames)("%s", (name) => {
  const provider = frameProviders[name];
  const corpus = readFrames(name);

  /** One link with one fault. @returns what is not as expected */
  async function attempt(outcome: LinkOutcome, fault: Partial<Record<keyof LinkCase, unknown>>) {
    const { handshakes: handshake, bytes, closings: code } = fault;
    const listener = await openFrameListener(provider, (peer) => {
      if (handshake !== undefined) peer.refuseNext(bytesOf(handshake as Made));
    });
    try {
      if (handshake === undefined) {
        await listener.online();
        const { socket, write } = listener.peer.links[0]!;
        if (bytes === undefined) socket.close(code as number, "words of the PBX");
        else write(bytesOf(bytes as Made));
      }
      await (outcome.startsWith("refused") ? refused(listener, outcome) : restored());
      expect(JSON.stringify([listener.harness.statuses, listener.harness.logged])).not.toMatch(
        secrets,
      );
    } finally {
      listener.close();
    }

    async function restored() {
      const links = outcome === "kept" || handshake !== undefined ? 1 : 2;
      await listener.online(links);
      const kept = await listener.exchange({ good: goodEvent(corpus, provider) });
      expect(kept.every((message) => message.refused)).toBe(true);
      const states = listener.harness.statuses.map(({ state }) => state);
      expect(states.includes("waiting")).toBe(outcome === "reopened");
      expect(listener.peer.links).toHaveLength(links);
    }
  }

  /** @param outcome says whether an administrator may mend the cause, so that it is tried again, rarely */
  async function refused({ harness }: FrameListener, outcome: LinkOutcome): Promise<void> {
    await vi.waitFor(() => expect(harness.statuses.at(-1)?.state).toBe("refused"), eventually);
    const { detail, retryAt } = harness.statuses.at(-1)!;
    expect(detail).toMatch(/\w/);
    expect(retryAt === undefined).toBe(outcome === "refused for good");
  }

  const own = cases.filter(({ only = name }) => only === name);
  // Most of the time goes by before a link is opened anew.
  it.concurrent.each(own)("$name", async ({ outcome, handshakes, bytes, closings }) => {
    const all = { handshakes, bytes, closings };
    const faults = Object.entries(all).flatMap(([kind, values = []]) =>
      values.map((value) => ({ [kind]: value })),
    );
    const wrong = await Promise.all(
      faults.map((fault) =>
        attempt(outcome, fault).then(
          () => "",
          (error: Error) => `${shortly(fault)}: ${error.message.slice(0, 300)}`,
        ),
      ),
    );
    expect(wrong.filter(Boolean)).toEqual([]);
  });
});
