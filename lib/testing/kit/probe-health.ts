/** Asks a running product how it is, over and over: a stalled event loop shows as a late answer. */
import { setTimeout as sleep } from "node:timers/promises";

export interface Health {
  /** How many answers there were. */
  count: number;
  /** HTTP status → how often; 0 stands for no answer at all. */
  statuses: Record<number, number>;
  /** 99 of 100 answers were quicker, in ms. */
  p99: number;
}

export interface HealthProbe {
  stop(): Promise<Health>;
}

/** @param every pause between two questions, in ms */
export function probeHealth(url: string, every = 25): HealthProbe {
  const took: number[] = [];
  const statuses: Record<number, number> = {};
  let stopped = false;

  async function run(): Promise<void> {
    while (!stopped) {
      const start = performance.now();
      const status = await askHealth(url);
      took.push(performance.now() - start);
      statuses[status] = (statuses[status] ?? 0) + 1;
      await sleep(every);
    }
  }

  const running = run();
  return {
    async stop() {
      stopped = true;
      await running;
      took.sort((a, b) => a - b);
      const p99 = Math.round(took[Math.ceil(took.length * 0.99) - 1] ?? 0);
      return { count: took.length, statuses, p99 };
    },
  };
}

/** @returns the HTTP status, 0 when nobody answers within 10 s */
export async function askHealth(url: string): Promise<number> {
  const answer = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(10_000) }).catch(
    () => null,
  );
  await answer?.arrayBuffer();
  return answer?.status ?? 0;
}
