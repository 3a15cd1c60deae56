/** No pattern of the product takes more than its text's length in time, whatever stands in the text. */
import { expect, it } from "vitest";
import { cpuTime, slowness } from "./kit/cpu-time";
import { always, outgrows } from "./kit/growth";
import { brokenTexts, evenTexts } from "./kit/hostile-texts";
import {
  attacksOn,
  compiled,
  madeOfText,
  patternsOfSources,
  repeatsNothing,
  type Pattern,
} from "./kit/patterns";

/** Sizes of attacks, in characters. */
const steps = [500, 4_000, 16_000];
/** Repetitions before those: what doubles with each of them shows itself, and is not waited for. */
const few = [24, 34, 48, 68, 96, 136, 200, 300];
/** At the largest of them: the square of it takes ten times as long. */
const attackLimit = 10 * slowness();

const patterns = patternsOfSources();

/** Every place of the text is tried, as in a replacement of all matches, but nothing is made of it. */
function everywhere(pattern: Pattern): (text: string) => unknown {
  const { source, flags } = compiled(pattern);
  const global = new RegExp(source, `${flags.replace(/[gy]/g, "")}g`);
  return (text) => {
    global.lastIndex = 0;
    for (let from = 0; global.test(text); from = global.lastIndex)
      if (global.lastIndex === from) global.lastIndex++;
  };
}

async function slowOn(pattern: Pattern): Promise<string | undefined> {
  const run = everywhere(pattern);
  for (const attack of [...attacksOn(pattern), ...brokenTexts]) {
    for (const size of [...few.map((count) => count * attack.pump.length), ...steps]) {
      const text = attack.of(size);
      if (await always(() => cpuTime(() => run(text), attackLimit) > attackLimit))
        return attack.name;
    }
  }
  for (const whole of evenTexts) if (await outgrows(run, whole)) return whole.name;
  return undefined;
}

it("finds them all, and none is made of text", () => {
  expect(patterns.length).toBeGreaterThan(150);
  expect(patterns.filter(({ literal }) => literal === madeOfText)).toEqual([]);
});

it.each([
  String.raw`/\/+$/`,
  String.raw`/\s+$/`,
  String.raw`/<[^>]*>/g`,
  String.raw`/\([^)]*\)/g`,
  String.raw`/@.*$/`,
  String.raw`/^ *\+?[\d ().-]+$/`,
  String.raw`/^[\d\s]*\d[\d\s]*$/`,
  String.raw`/invalid .*header/i`,
  String.raw`/(?:work|home).*phone/`,
  String.raw`/^https?:\/\/[^\s/]+\.[^\s]+$/i`,
  String.raw`/^(\w+\s?)*$/`,
  String.raw`/[;,|/\n]+(?=\s*(?:[^\d+()]{1,40}:\s*)?\+?[\d(][\d\s().-]{4,})/`,
])("knows that %s is slow", async (literal) => {
  expect(await slowOn({ literal, place: "" })).toBeDefined();
});

const repeating = patterns.filter(
  (pattern) => pattern.literal !== madeOfText && !repeatsNothing(pattern),
);

it.each(repeating)("$place $literal is linear", async (pattern) => {
  expect(await slowOn(pattern)).toBeUndefined();
});
