/** A misspelt variable would be ignored without a word, and its default hold. */

/** Kubernetes gives these to every pod beside a service called tinycrm. */
const ofOthers = /^TINYCRM_(?:SERVICE_(?:HOST|PORT)|PORT)(?:_|$)/;

/** @returns a sentence for each variable that begins as ours and is none, with the nearest that is */
export function unknownVariables(env: NodeJS.ProcessEnv, known: readonly string[]): string[] {
  const names = Object.keys(env).filter(
    (one) => one.startsWith("TINYCRM_") && !known.includes(one) && !ofOthers.test(one),
  );
  const ours = known.filter((one) => one.startsWith("TINYCRM_"));
  return names.map((name) => {
    const [nearest = ""] = ours.toSorted((a, b) => distance(name, a) - distance(name, b));
    return `${name}: there is no such variable; the nearest is ${nearest}`;
  });
}

/** How many letters have to be put in, taken out or changed. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1];
    for (const [index, wanted] of [...other].entries()) {
      const changed = row[index]! + (letter === wanted ? 0 : 1);
      next.push(Math.min(changed, row[index + 1]! + 1, next[index]! + 1));
    }
    row = next;
  }
  return row.at(-1)!;
}
