/** People who click a number: each click once, whatever becomes of it, as a page's script does it. */
import { builtAction } from "#lib/testing/kit/built-action";
import type { Person } from "./people";

export interface Click {
  number: string;
  at: number;
  /** `ok`, the code it was refused with, or what there was instead of an answer. */
  outcome: string;
  /** In ms. */
  took: number;
}

export interface Clicks {
  done: Click[];
  /** Resolves when each click has been answered. */
  stop(): Promise<Click[]>;
}

/** Numbers of no script's call. */
const first = 74_952_000_000;
export const isClicked = (text: string): boolean => text.includes("7495200");

/** A page gives up after so long, in ms. */
const patience = 20_000;

export function clickNumbers(options: {
  url: string;
  people: readonly Person[];
  perMinute: number;
}): Clicks {
  const { url, people, perMinute } = options;
  const place = builtAction("placeCallAction");
  const done: Click[] = [];
  const underWay = new Set<Promise<void>>();
  let count = 0;

  async function click(): Promise<void> {
    count += 1;
    const { cookie } = people[(count * 7) % people.length]!;
    const number = `+${first + count}`;
    const at = performance.now();
    const asked = place({ number });
    const outcome = await fetch(`${url}/contacts`, {
      ...asked,
      headers: { ...asked.headers, cookie, origin: url },
      signal: AbortSignal.timeout(patience),
    })
      .then(async (answer) => outcomeOf(answer.status, await answer.text()))
      .catch((error: Error) => (error.name === "TimeoutError" ? "no answer" : "broken off"));
    done.push({ number, at, outcome, took: performance.now() - at });
  }

  const timer = setInterval(() => {
    const clicking: Promise<void> = click().finally(() => underWay.delete(clicking));
    underWay.add(clicking);
  }, 60_000 / perMinute);

  return {
    done,
    async stop() {
      clearInterval(timer);
      await Promise.all(underWay);
      return done;
    },
  };
}

function outcomeOf(status: number, text: string): string {
  if (status !== 200) return String(status);
  if (text.includes('"ok":true')) return "ok";
  return /"ok":false,"code":"([\w-]+)"/.exec(text)?.[1] ?? "unreadable";
}
