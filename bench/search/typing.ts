/** People who type, each letter a request, as the palette sends them. */
import { setTimeout as sleep } from "node:timers/promises";
import { now } from "../clock";

/** Between two letters, in ms: three hundred a minute. */
const pause = 200;

/** @returns how long each answer took, in ms, sorted, and how many had another status than 200 */
export async function typeAll(
  origin: string,
  cookies: readonly string[],
  words: readonly string[],
): Promise<{ took: number[]; failed: number }> {
  const took: number[] = [];
  let failed = 0;
  await Promise.all(
    cookies.map(async (cookie, person) => {
      await sleep((person * pause) / cookies.length);
      for (let index = person; index < words.length; index += cookies.length) {
        for (let letters = 1; letters <= words[index]!.length; letters++) {
          const begin = now();
          const typed = words[index]!.slice(0, letters);
          // Nothing is asked of a space alone.
          if (typed.trim() === "") continue;
          const address = `${origin}/api/v1/search?q=${encodeURIComponent(typed)}`;
          const answer = await fetch(address, { headers: { cookie } });
          await answer.arrayBuffer();
          const wait = now() - begin;
          took.push(wait);
          if (answer.status !== 200) failed += 1;
          await sleep(Math.max(0, pause - wait));
        }
      }
    }),
  );
  return { took: took.sort((a, b) => a - b), failed };
}
