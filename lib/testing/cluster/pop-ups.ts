/** How long pop-ups took meanwhile, at the copy that has the link and at the others. */
import type { Cluster } from "./cluster";
import type { Copy } from "./copy";
import { ringsOf } from "./judge";

export interface PopUps {
  /** In ms, the quickest first; Infinity stands for one that was not shown. */
  own: number[];
  others: number[];
}

/** @param during when their rings were told */
export function popUpsOf(
  { vendor, browsers, copyOf }: Cluster,
  holder: Copy,
  during: { from: number; to: number },
): PopUps {
  const found: PopUps = { own: [], others: [] };
  const byExtension = new Map(browsers.map((one) => [one.person.extension, one]));
  for (const { at, client, extension } of ringsOf(vendor.told)) {
    const browser = byExtension.get(extension);
    if (at < during.from || at > during.to || !browser) continue;
    // Its balancer sends it elsewhere; what it saw by which copy is not to be told apart.
    if (browser.away.some(({ from, to }) => to > at && from < during.to)) continue;
    const shown = browser.shown.get(client)?.at ?? Infinity;
    const isOwn = copyOf(browser.person.id) === holder.name;
    found[isOwn ? "own" : "others"].push(shown - at);
  }
  for (const times of [found.own, found.others]) times.sort((a, b) => a - b);
  return found;
}

export const p99 = (sorted: readonly number[]): number =>
  Math.round(sorted[Math.ceil(sorted.length * 0.99) - 1] ?? 0);
