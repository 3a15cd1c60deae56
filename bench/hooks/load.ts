/** Hooks at a steady rate, and people who open one page after another. */
import { setTimeout as sleep } from "node:timers/promises";
import { now } from "../clock";
import type { Sent } from "../people/deeds";

export interface Answers {
  /** How long each took, in ms, from the moment it was due; the quickest first. */
  took: number[];
  /** Those with another status than 200. */
  failed: number;
}

/** An open loop: the next hook is due at its time, whether or not the last one was answered. */
export async function sendHooks(
  hook: { url: string; token: string },
  load: { rate: number; seconds: number; run: string },
): Promise<Answers> {
  const answers: Answers = { took: [], failed: 0 };
  const headers = { authorization: `Bearer ${hook.token}`, "content-type": "application/json" };
  const begin = now() + 100;
  const sent = Array.from({ length: load.rate * load.seconds }, async (_, n) => {
    const due = begin + (n * 1000) / load.rate;
    await sleep(due - now());
    const externalId = `${load.run} ${n}`;
    const event = {
      kind: "call:ringing",
      direction: "incoming",
      externalId,
      clientNumber: `+7${String(9_000_000_000 + n)}`,
      extension: "101",
    };
    const body = JSON.stringify({ id: externalId, event });
    const status = await statusOf(hook.url, { method: "POST", headers, body });
    answers.took.push(now() - due);
    if (status !== 200) answers.failed += 1;
  });
  await Promise.all(sent);
  return sorted(answers);
}

/** Each person opens the next page as soon as the last one is there. @param pages the n-th that somebody opens */
export async function openPages(
  origin: string,
  cookies: readonly string[],
  seconds: number,
  pages: (n: number) => Promise<Sent>,
): Promise<Answers> {
  const answers: Answers = { took: [], failed: 0 };
  const until = now() + seconds * 1000;
  await Promise.all(
    cookies.map(async (cookie, person) => {
      for (let n = person; now() < until; n++) {
        const { path, init } = await pages(n);
        const begin = now();
        const headers = { ...init?.headers, cookie };
        const status = await statusOf(origin + path, { ...init, headers });
        answers.took.push(now() - begin);
        if (status !== 200) answers.failed += 1;
      }
    }),
  );
  return sorted(answers);
}

function sorted({ took, failed }: Answers): Answers {
  return { took: took.sort((a, b) => a - b), failed };
}

async function statusOf(url: string, init: RequestInit): Promise<number> {
  const answer = await fetch(url, { ...init, redirect: "manual" }).catch(() => null);
  await answer?.arrayBuffer();
  return answer?.status ?? 0;
}
