/** No pattern of the product takes more than its text's length in time, whatever stands in the text. */
import { expect, it } from "vitest";
import { cpuTime, slowness } from "./kit/cpu-time";
import { brokenTexts, evenTexts } from "./kit/hostile-texts";
import { attacksOn, compiled, madeOfText, patternsOfSources, type Pattern } from "./kit/patterns";

/** Of one megabyte, in ms of the processor. */
const limit = 50 * slowness();
/** Done with a sixteenth of it in this time, even the square of it is within the limit. */
const sixteenth = { size: 64 * 1024, enough: limit / 300 };
/** Sizes of attacks, in characters. */
const steps = [500, 4_000, 16_000];
/** Repetitions before those: what doubles with each of them shows itself, and is not waited for. */
const few = [24, 34, 48, 68, 96, 136, 200, 300];
/** At the largest of them: the square of it takes ten times as long. */
const attackLimit = 10 * slowness();

/** A million replacements take more than the limit: what counts is that the time grows as the text does. */
const unevenness = 3;

const patterns = patternsOfSources();

/** Every place of the text is tried, as in a replacement of all matches. */
function everywhere(pattern: Pattern): (text: string) => unknown {
  const { source, flags } = compiled(pattern);
  const global = new RegExp(source, `${flags.replace(/[gy]/g, "")}g`);
  return (text) => text.replace(global, "");
}

function slowOn(pattern: Pattern): string | undefined {
  const run = everywhere(pattern);
  for (const attack of [...attacksOn(pattern), ...brokenTexts]) {
    for (const size of [...few.map((count) => count * attack.pump.length), ...steps]) {
      const text = attack.of(size);
      if (always(() => cpuTime(() => run(text), attackLimit) > attackLimit)) return attack.name;
    }
  }
  for (const whole of evenTexts) {
    const part = whole.of(sixteenth.size);
    const text = whole.of();
    const grows = () => {
      const before = cpuTime(() => run(part), sixteenth.enough);
      if (before < sixteenth.enough) return false;
      const enough = Math.max(limit, before * 16 * unevenness);
      return cpuTime(() => run(text), enough) > enough;
    };
    if (always(grows)) return whole.name;
  }
  return undefined;
}

/** A machine that others share stumbles now and then: what is slow is slow each time. */
const always = (isSlow: () => boolean) => isSlow() && isSlow() && isSlow();

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
])("knows that %s is slow", (literal) => {
  expect(slowOn({ literal, place: "" })).toBeDefined();
});

it.each(patterns.filter(({ literal }) => literal !== madeOfText))(
  "$place $literal is linear",
  (pattern) => {
    expect(slowOn(pattern)).toBeUndefined();
  },
);
