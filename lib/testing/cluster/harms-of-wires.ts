/** The copy that has the link can't reach one of the things it needs, and reaches the others. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Cluster } from "./cluster";
import type { Figure, Harm } from "./harm";
import { linkedAgain } from "./harms-of-copies";

const second = 1_000;

/** @returns says what the link has been through since */
function followLink({ vendor }: Cluster) {
  const [opened, replaced] = [vendor.opened.length, vendor.replaced.length];
  return (limits: { opened: number; replaced: number }): Figure[] => [
    { name: "links opened", value: vendor.opened.length - opened, limit: limits.opened },
    {
      name: "links taken from their holder (4009)",
      value: vendor.replaced.length - replaced,
      limit: limits.replaced,
    },
  ];
}

/**
 * Cuts the holder's wire without a word, and mends it after so many seconds.
 * @param patience of the takeover, in ms
 * @returns when it was cut, and when another had the link
 */
async function cutHolder(
  cluster: Cluster,
  wire: "postgresql" | "pbx",
  { seconds, patience }: { seconds: number; patience?: number },
) {
  const { vendor } = cluster;
  await sleep(3 * second);
  const holder = await cluster.holder();
  const link = followLink(cluster);
  const at = performance.now();
  const handedOver = vendor.events.wasted();
  holder.wires[wire].become({ halfOpen: true });
  const taken = await linkedAgain(cluster, at, patience);
  handedOver();
  const left = vendor.closed.find((closed) => closed > at) ?? Infinity;
  await sleep(Math.max(0, at + seconds * second - performance.now()));
  holder.wires[wire].become({});
  return { at, taken, left, link };
}

export const cutFromPostgresql: Harm = {
  name: "cut-postgresql",
  title: "Holder cut from PostgreSQL alone, 20 s",
  async run(cluster) {
    const { at, taken, left, link } = await cutHolder(cluster, "postgresql", { seconds: 20 });
    await cluster.whole();
    return [
      { name: "holder let go after", value: Math.round(left - at), unit: "ms", limit: 4 * second },
      { name: "taken over after", value: Math.round(taken - at), unit: "ms", limit: 6 * second },
      ...link({ opened: 1, replaced: 0 }),
    ];
  },
};

export const cutFromRedis: Harm = {
  name: "cut-redis",
  title: "Holder cut from Redis alone, 15 s",
  async run(cluster) {
    await sleep(3 * second);
    const holder = await cluster.holder();
    const link = followLink(cluster);
    holder.wires.redis.become({ halfOpen: true });
    await sleep(15 * second);
    holder.wires.redis.become({});
    holder.wires.redis.cut("rst");
    await sleep(8 * second);
    await cluster.whole();
    return link({ opened: 0, replaced: 0 });
  },
};

export const cutFromPbx: Harm = {
  name: "cut-pbx",
  title: "Holder cut from the PBX alone, 60 s",
  async run(cluster) {
    const options = { seconds: 60, patience: 60 * second };
    const { at, taken, link } = await cutHolder(cluster, "pbx", options);
    await sleep(5 * second);
    await cluster.whole();
    return [
      // A silent link is noticed after five pings of 5 s.
      {
        name: "another has it after",
        value: Math.round(taken - at),
        unit: "ms",
        limit: 45 * second,
      },
      ...link({ opened: 1, replaced: 1 }),
    ];
  },
};
