/**
 * Names that differ by a letter, or in the order of their words. Not by comparing all with all: two words
 * one letter apart have a form in common that lacks one letter (as SymSpell does it), so that namesakes
 * meet in a map.
 */
import { foldForSearch } from "#lib/contacts/search-text";

/** Shorter names are one letter apart from too many others. */
const fewestLetters = 5;

/** Compared with each: a name that more people have tells nothing more by one more of them. */
const mostNamesakes = 20;

interface Named {
  id: string;
  name: string;
}

/** Pairs of similar names among people who have something else in common. */
export function similarPairs(people: readonly Named[]): [string, string][] {
  const keys = new Map(people.map(({ id, name }) => [id, keyOf(name)]));
  const byForm = new Map<string, string[]>();
  const pairs = new Map<string, [string, string]>();
  for (const { id } of people) {
    const key = keys.get(id)!;
    for (const form of formsOf(key)) {
      const met = byForm.get(form) ?? [];
      for (const other of met.slice(0, mostNamesakes)) {
        if (areClose(key, keys.get(other)!)) pairs.set(`${other} ${id}`, [other, id]);
      }
      met.push(id);
      byForm.set(form, met);
    }
  }
  return [...pairs.values()];
}

/** The words folded and in one order, without dots and dashes. */
function keyOf(name: string): string {
  const words = foldForSearch(name).split(/[^\p{L}\p{N}]+/u);
  return words.filter(Boolean).sort().join(" ");
}

function formsOf(key: string): Set<string> {
  if (key.length < fewestLetters) return new Set([key]);
  const shorter = Array.from(key, (_, at) => key.slice(0, at) + key.slice(at + 1));
  return new Set([key, ...shorter]);
}

/** Equal, or one letter more, less, other, or two swapped. */
function areClose(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  const most = Math.min(a.length, b.length) - start;
  while (end < most && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}
