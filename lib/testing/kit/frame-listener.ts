/** A provider's adapter at a peer that sends it anything, and what has come of each frame. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, vi } from "vitest";
import type { RawMessage } from "#lib/providers/contract";
import { openHarness, type Harness } from "#lib/providers/testing";
import type { FrameAttempt, FrameProvider } from "../corpus/frames";
import { eventually } from "./eventually";
import { openProviderPeer, type ProviderPeer } from "./provider-peer";

export interface FrameListener {
  harness: Harness;
  peer: ProviderPeer;
  /** Waits until events flow on the link of this number, counted from 1. */
  online(links?: number): Promise<void>;
  /** Sends the frame, if there is one, and the good event behind it. @returns what was kept before the good event */
  exchange(attempt: Pick<FrameAttempt, "good"> & Partial<FrameAttempt>): Promise<RawMessage[]>;
  close(): void;
}

/** @param before prepares the peer for the first handshake */
export async function openFrameListener(
  { adapter, settings, encode }: FrameProvider,
  before: (peer: ProviderPeer) => void = () => undefined,
): Promise<FrameListener> {
  const peer = await openProviderPeer();
  before(peer);
  let expected: { raw: string; arrived(): void } = { raw: "", arrived: () => undefined };
  const harness = openHarness(adapter, adapter.settings.parse(settings(peer.port)), {
    emit: async (messages) => {
      if (messages.some(({ raw }) => raw === expected.raw)) expected.arrived();
    },
  });

  return {
    harness,
    peer,
    online: (links = 1) =>
      vi.waitFor(() => {
        expect(peer.links).toHaveLength(links);
        expect(harness.statuses.at(-1)?.state).toBe("online");
      }, eventually),
    async exchange({ frame, good }) {
      const kept = harness.messages.length;
      const { socket } = peer.links.at(-1)!;
      const arrival = new Promise<void>((arrived) => (expected = { raw: good, arrived }));
      if (frame !== undefined) socket.send(frame);
      socket.send(encode(good));
      await arrival;
      // The harness writes it down behind what it has told.
      await nextTurn();
      return harness.messages.slice(kept, -1);
    },
    close() {
      harness.close();
      peer.close();
    },
  };
}
