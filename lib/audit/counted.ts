/** Which entry of the audit log counts what is repeated: one for each hour, and a bounded number of them. */
import { BoundedMap } from "#lib/base/bounded-map";
import { hour } from "#lib/base/duration";

/** So many entries of an event an hour; what comes beyond them is counted in one. */
export const mostAnHour = 500;

const known = new BoundedMap<string, true>(10_000);
const begun = new BoundedMap<string, number>(100);

/**
 * @param of what is the same about those that are counted together: an account and an address, say
 * @returns the entry's key, and whether it is the one for all that there is no entry left for
 */
export function countedKey(
  event: string,
  of: string,
  now = Date.now(),
): { key: string; isOfMany: boolean } {
  const within = `${event} ${Math.floor(now / hour)}`;
  const key = `${within} ${of}`;
  if (known.get(key)) return { key, isOfMany: false };
  const count = begun.get(within) ?? 0;
  if (count >= mostAnHour) return { key: `${within} and more`, isOfMany: true };
  begun.set(within, count + 1);
  known.set(key, true);
  return { key, isOfMany: false };
}
