/** How much of the processor something takes, whoever else is at work on the machine. */

/** In ms, of this process. */
function spent(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/**
 * The least of a few tries, in ms: the collector of garbage and the compiler work now and then, a slow
 * pattern always. What is below `enough` is not tried again, and neither is what is far beyond.
 */
export function cpuTime(work: () => unknown, enough: number): number {
  let least = Infinity;
  for (let tries = 0; tries < 4 && least > enough; tries++) {
    least = Math.min(least, spent(work));
    if (least > 20 * enough) break;
  }
  return least;
}

let baseline: number | undefined;

/** How many times slower this machine is than the ones for which limits are meant; at least 1. */
export function slowness(): number {
  baseline ??= Math.min(...Array.from({ length: 5 }, () => spent(countBlanks)));
  return Math.max(1, baseline / usual);
}

/** A simple pattern over a megabyte, in ms, on the slowest machine that is not called slow. */
const usual = 50;
const sample = "word ".repeat(200_000);
const countBlanks = () => sample.replace(/[aeiou\s]/g, "");
