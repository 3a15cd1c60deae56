/** What has to hold after any harm: nothing lost, nothing twice, and an answer to each click. */
import { prostieZvonki } from "#lib/providers/prostie-zvonki/adapter";
import { compareCalls } from "#lib/testing/kit/compare-calls";
import { readStored, type Stored } from "#lib/testing/kit/read-stored";
import { replayInbox } from "#lib/testing/kit/replay-inbox";
import { waitUntilSettled } from "#lib/testing/kit/wait-until-settled";
import type { Browser } from "./browsers";
import { isClicked, type Click } from "./clicks";
import type { Cluster } from "./cluster";
import type { Told } from "./vendor";

export interface Judgement {
  lost: string[];
  doubled: string[];
  wrong: string[];
  /** Numbers ordered more than once, or that their person was refused and that were dialled. */
  dialledTwice: string[];
  /** Rings that were stored and never shown in the browser of whom they rang for, which was there. */
  unseen: string[];
  /** How each click was answered. */
  clicks: Record<string, number>;
  counts: { calls: number; events: number; popUps: number; unheard: number; onTheirWay: number };
  /** From the PBX's telling to the person's browser, in ms, the quickest first. */
  latencies: number[];
}

/** A browser that was away later than this after a ring, in ms, may have missed it. */
const shownWithin = 5_000;

/** Ends the load, waits until all is quiet, and compares. */
export async function judge(cluster: Cluster): Promise<Judgement> {
  const { vendor, db, browsers } = cluster;
  const clicks = await cluster.clicks.stop();
  const scripts = await cluster.load.stop();
  await waitUntilSettled(db);
  const all = await readStored(db);
  const stored = withoutClicked(all);
  const found = compareCalls(stored, prostieZvonki.parse, scripts);
  const { accepted } = replayInbox(stored.inbox, prostieZvonki.parse);
  const { lost, unheard, onTheirWay } = vendor.events.missing(scripts, accepted);
  const rings = ringsOf(vendor.told).filter(({ identity }) => accepted.has(identity));
  const { unseen, latencies } = lookAt(rings, browsers);
  return {
    lost: [...found.lost, ...lost],
    doubled: [...found.doubled, ...twiceShown(browsers), ...twiceRequested(all, clicks)],
    wrong: found.wrong,
    dialledTwice: dialledTwice(clicks, vendor.orders),
    unseen,
    clicks: countBy(clicks, ({ outcome }) => outcome),
    counts: {
      calls: stored.calls.length,
      events: stored.inbox.length,
      popUps: latencies.length,
      unheard,
      onTheirWay,
    },
    latencies,
  };
}

/** What the PBX told of clicked calls continues what their person asked for, and no script tells of it. */
function withoutClicked({ inbox, calls }: Stored): Stored {
  return {
    inbox: inbox.filter(({ raw }) => !isClicked(raw)),
    calls: calls.filter(({ clientRaw }) => !isClicked(clientRaw ?? "")),
  };
}

export interface Ring extends Told {
  client: string;
  extension: string;
}

export function ringsOf(told: readonly Told[]): Ring[] {
  return told.flatMap((one) =>
    one.event.kind === "call:ringing"
      ? [{ ...one, client: one.event.clientNumber ?? "", extension: one.event.extension }]
      : [],
  );
}

function lookAt(rings: readonly Ring[], browsers: readonly Browser[]) {
  const byExtension = new Map(browsers.map((one) => [one.person.extension, one]));
  const unseen: string[] = [];
  const latencies: number[] = [];
  for (const { at, client, extension, identity } of rings) {
    const browser = byExtension.get(extension);
    if (!browser) continue;
    const shown = browser.shown.get(client);
    if (shown) latencies.push(shown.at - at);
    else if (wasThere(browser, at)) unseen.push(`${identity} was not shown at ${extension}`);
  }
  return { unseen, latencies: latencies.sort((a, b) => a - b) };
}

const wasThere = ({ away }: Browser, at: number) =>
  away.every(({ from, to }) => to < at || from > at + shownWithin);

function twiceShown(browsers: readonly Browser[]): string[] {
  return browsers.flatMap(({ person, shown }) =>
    [...shown].flatMap(([client, { ids }]) =>
      ids.size > 1 ? [`${client} was shown at ${person.extension} as ${ids.size} calls`] : [],
    ),
  );
}

function twiceRequested({ calls }: Stored, clicks: readonly Click[]): string[] {
  const rows = countBy(
    calls.filter(({ clientRaw }) => isClicked(clientRaw ?? "")),
    ({ clientRaw }) => clientRaw!.replace("+", ""),
  );
  return clicks.flatMap(({ number, outcome }) => {
    const count = rows[number.replace("+", "")] ?? 0;
    if (count > 1) return [`the call to ${number} is there ${count} times`];
    return outcome === "ok" && count === 0 ? [`the call to ${number} is not there`] : [];
  });
}

/** The PBX was to dial nobody for whom the person had been told that it would not. */
const perhaps = new Set(["ok", "timeout", "connection-lost", "no answer", "broken off", "502"]);

function dialledTwice(clicks: readonly Click[], orders: ReadonlyMap<string, number[]>): string[] {
  return clicks.flatMap(({ number, outcome }) => {
    const count = orders.get(number)?.length ?? 0;
    if (count > 1) return [`${number} was ordered ${count} times`];
    if (outcome === "ok" && count === 0) return [`${number} was said to be called, and was not`];
    const isExcused = perhaps.has(outcome) || outcome.startsWith("5");
    return count > 0 && !isExcused ? [`${number} was refused (${outcome}), and ordered`] : [];
  });
}

export function countBy<T>(all: readonly T[], keyOf: (one: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of all) counts[keyOf(one)] = (counts[keyOf(one)] ?? 0) + 1;
  return counts;
}
