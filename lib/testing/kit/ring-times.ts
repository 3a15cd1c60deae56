/** How long a ring takes from the PBX's frame to the socket of the person it is for. */
import { setTimeout as sleep } from "node:timers/promises";
import { io } from "socket.io-client";
import type { CallView } from "#lib/calls/call-view";
import type { ProstieZvonkiSimulator } from "#lib/providers/prostie-zvonki/simulator";
import { extensions } from "./call-script";
import { toFrame } from "./prostie-zvonki-frames";

export interface RingTimes {
  /** In ms. */
  median: number;
  p90: number;
}

export interface RingWatch {
  /** Rings so often, one every 100 ms. @throws when one does not arrive within 10 s */
  ring(times: number): Promise<RingTimes>;
  close(): void;
}

/** @param cookie of a person who has the first of the office's extensions */
export async function watchRings(
  url: string,
  cookie: string,
  pbx: ProstieZvonkiSimulator,
): Promise<RingWatch> {
  const headers = { cookie, origin: url };
  const socket = io(url, { transports: ["websocket"], extraHeaders: headers });
  const waiting = new Map<string, () => void>();
  socket.on("call", ({ clientNumber }: CallView) => waiting.get(clientNumber.raw)?.());
  await new Promise<void>((resolve, reject) => {
    socket.once("calls:snapshot", () => resolve());
    socket.once("connect_error", reject);
  });
  let rung = 0;

  async function ringOnce(): Promise<number> {
    rung += 1;
    const clientNumber = `8495${String(1_000_000 + rung)}`;
    const arrived = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${clientNumber} did not arrive`)), 10_000);
      waiting.set(clientNumber, () => {
        clearTimeout(timer);
        resolve();
      });
    });
    const begin = performance.now();
    pbx.generate(
      toFrame({
        kind: "call:ringing",
        direction: "incoming",
        externalId: String(rung),
        clientNumber,
        extension: extensions[0]!,
      }),
    );
    await arrived;
    return performance.now() - begin;
  }

  return {
    async ring(times) {
      const took: number[] = [];
      for (let n = 0; n < times; n++) {
        took.push(await ringOnce());
        await sleep(100);
      }
      took.sort((a, b) => a - b);
      const at = (part: number) => took[Math.ceil(took.length * part) - 1]!;
      return { median: at(0.5), p90: at(0.9) };
    },
    close: () => void socket.close(),
  };
}
