/**
 * Kills the product (SIGKILL) at random moments of a busy day, starts it again on the same data, and
 * at the end compares what it stored with what it had accepted and with what the PBX told.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Judgement, ProductOffice } from "#lib/testing/kit/product-office";
import { playCalls } from "#lib/testing/kit/play-calls";
import { seededRandom } from "#lib/testing/kit/random";
import { waitUntil } from "#lib/testing/kit/wait-until";

export interface TortureReport extends Judgement {
  kills: number;
  /** From the start of the process to its link with the PBX, at worst, in ms. */
  slowestStart: number;
}

/** @throws when the product ends by itself, can't be started again, or never settles */
export async function runTorture(
  office: ProductOffice,
  options: {
    kills: number;
    seed: number;
    /** @default 15 */
    callsPerSecond?: number;
    progress(line: string): void;
  },
): Promise<TortureReport> {
  const { kills, seed, callsPerSecond = 15, progress } = options;
  const moments = seededRandom(seed + 1);
  let slowestStart = 0;

  async function startLinked() {
    const start = performance.now();
    const product = await office.start();
    slowestStart = Math.max(slowestStart, performance.now() - start);
    return product;
  }

  /** One in seven dies while it starts, catches up or hears history. */
  async function startAndLive() {
    const early = moments.chance(0.15);
    const product = early ? office.spawn() : await startLinked();
    await sleep(early ? moments.int(100, 2_500) : moments.int(0, 2_500));
    return product;
  }

  const load = playCalls({ random: seededRandom(seed), callsPerSecond, tell: office.tell });
  try {
    for (let kill = 1; kill <= kills; kill++) {
      const product = await startAndLive();
      office.events.cut();
      const { code, signal } = await product.stop("SIGKILL");
      if (signal !== "SIGKILL") throw new Error(`ended by itself: ${code}\n${product.output()}`);
      await waitUntil("the PBX knows", () => office.pbx.clientCount() === 0, { interval: 5 });
      if (kill % 10 === 0) progress(`${kill} kills, ${load.calls.length} calls begun`);
    }
    const last = await startLinked();
    const found = await office.judge(await load.stop(), { timeout: 300_000 });
    const { code, took } = await last.stop("SIGTERM");
    if (code !== 0) throw new Error(`SIGTERM ended with ${code} after ${took} ms`);
    return { ...found, kills, slowestStart };
  } finally {
    void load.stop();
  }
}
