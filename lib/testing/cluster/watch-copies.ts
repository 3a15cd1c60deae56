/** Asks copies how they are, over and over: from when on one says that it is not ready, and from when on it is again. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Copy } from "./copy";

export interface Watched {
  /** When each answer came, in ms of the process's clock. */
  answers: { copy: string; at: number; status: number }[];
  stop(): Promise<void>;
}

const every = 50;

export function watchCopies(copies: readonly Copy[]): Watched {
  const answers: Watched["answers"] = [];
  let stopped = false;

  async function watch(copy: Copy): Promise<void> {
    while (!stopped) {
      const status = await ask(copy);
      answers.push({ copy: copy.name, at: performance.now(), status });
      await sleep(every);
    }
  }

  const watching = copies.map(watch);
  return {
    answers,
    async stop() {
      stopped = true;
      await Promise.all(watching);
    },
  };
}

/** @returns the HTTP status, 0 when there is no answer within 5 s */
export async function ask(copy: Copy): Promise<number> {
  const answer = await fetch(`${copy.url()}/api/health`, {
    signal: AbortSignal.timeout(5_000),
  }).catch(() => null);
  await answer?.arrayBuffer().catch(() => undefined);
  return answer?.status ?? 0;
}

/** The first answer with (or without) 200 of each copy after `since`, in ms after it: the latest of them. */
export function slowest(
  { answers }: Watched,
  copies: readonly Copy[],
  { since, ready }: { since: number; ready: boolean },
): number {
  const first = copies.map(({ name }) =>
    answers.find(
      ({ copy, at, status }) => copy === name && at > since && (status === 200) === ready,
    ),
  );
  return Math.max(...first.map((answer) => (answer ? answer.at - since : Infinity)));
}
