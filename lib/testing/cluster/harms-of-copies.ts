/** The copy that has the link dies, or stands still. */
import { setTimeout as sleep } from "node:timers/promises";
import { readStored } from "#lib/testing/kit/read-stored";
import { replayInbox } from "#lib/testing/kit/replay-inbox";
import { prostieZvonki } from "#lib/providers/prostie-zvonki/adapter";
import type { Cluster } from "./cluster";
import { spread, type Harm } from "./harm";
import { ringsOf } from "./judge";

const second = 1_000;

/** Whoever is not back after so long, in ms, is taken for having come back then: far beyond any limit. */
const patience = 30 * second;

/** Waits for a link that was opened after `since`. @returns when it was */
export function linkedAgain(
  { vendor }: Cluster,
  since: number,
  within = patience,
): Promise<number> {
  return soon(() => vendor.opened.find((at) => at > since), { interval: 5, within });
}

/** Waits for the first pop-up of a ring told after `since`. @returns when it was shown */
export function shownAgain({ vendor, browsers }: Cluster, since: number): Promise<number> {
  const byExtension = new Map(browsers.map((one) => [one.person.extension, one]));
  return soon(
    () => {
      const rung = ringsOf(vendor.told.filter(({ at }) => at > since));
      const shown = rung.flatMap(
        ({ client, extension }) => byExtension.get(extension)?.shown.get(client)?.at ?? [],
      );
      return shown.length > 0 ? Math.min(...shown) : undefined;
    },
    { interval: 20, within: patience },
  );
}

async function soon(
  ask: () => number | undefined,
  { interval, within }: { interval: number; within: number },
): Promise<number> {
  const deadline = performance.now() + within;
  for (;;) {
    const now = performance.now();
    const found = ask();
    if (found !== undefined) return found;
    if (now > deadline) return now;
    await sleep(interval);
  }
}

export const kill: Harm = {
  name: "kill",
  title: "kill -9 of the holder",
  times: 20,
  async run(cluster, { times }) {
    const { vendor, options, browsers } = cluster;
    const [linked, shown]: number[][] = [[], []];
    const replacedBefore = vendor.replaced.length;
    const historyBefore = vendor.told.filter(({ missed }) => missed).length;
    for (let n = 1; n <= times; n++) {
      await sleep(3 * second);
      const holder = await cluster.holder();
      vendor.events.cut();
      const at = performance.now();
      await holder.stop("SIGKILL");
      linked!.push((await linkedAgain(cluster, at)) - at);
      shown!.push((await shownAgain(cluster, at)) - at);
      options.progress(`kill ${n}: linked after ${Math.round(linked!.at(-1)!)} ms`);
      await holder.start();
      await cluster.whole();
    }
    const history = vendor.told.filter(({ missed }) => missed).length - historyBefore;
    return [
      { name: "kills", value: times },
      ...spread("link back", linked!, 5 * second),
      ...spread("pop-ups' gap", shown!),
      ...spread(
        "browsers back",
        browsers.flatMap(({ away }) => away.slice(1).map(({ from, to }) => to - from)),
      ),
      { name: "ends of calls read from history", value: history },
      {
        name: "links taken from their holder (4009)",
        value: vendor.replaced.length - replacedBefore,
        limit: 0,
      },
    ];
  },
};

export const freeze: Harm = {
  name: "freeze",
  title: "SIGSTOP of the holder, then CONT",
  async run(cluster, { times, isShort }) {
    const { vendor, db } = cluster;
    const linked: number[] = [];
    const replacedAtFirst = vendor.replaced.length;
    const frozen: { from: number; to: number }[] = [];
    for (let n = 1; n <= times; n++) {
      await sleep(3 * second);
      const holder = await cluster.holder();
      const replacedBefore = vendor.replaced.length;
      const at = performance.now();
      const handedOver = vendor.events.wasted();
      holder.freeze();
      const taken = await linkedAgain(cluster, at);
      handedOver();
      linked.push(taken - at);
      // What was on its way when it was frozen had its moment to be stored.
      frozen.push({ from: at + second / 10, to: taken });
      cluster.options.progress(`frozen: linked after ${Math.round(taken - at)} ms`);
      await sleep(Math.max(0, at + (isShort ? 12 : 30) * second - performance.now()));
      holder.thaw();
      await sleep(5 * second);
      await cluster.whole();
      const replaced = vendor.replaced.length - replacedBefore;
      cluster.options.progress(`woken: ${replaced} links taken from their holder`);
    }
    const accepted = replayInbox((await readStored(db)).inbox, prostieZvonki.parse).accepted;
    const late = vendor.told.filter(
      ({ at, identity, missed }) =>
        !missed && accepted.has(identity) && frozen.some(({ from, to }) => at > from && at < to),
    );
    return [
      ...spread("taken over", linked, 6 * second),
      { name: "rows the woken one stored", value: late.length, limit: 0 },
      // Its link was still open: the new one took its place.
      {
        name: "links taken from their holder",
        value: vendor.replaced.length - replacedAtFirst,
        limit: times,
      },
    ];
  },
};
