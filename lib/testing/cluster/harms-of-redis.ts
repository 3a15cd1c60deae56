/** Redis stands still, dies, or forgets everything: the copies tell each other by it. */
import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "redis";
import type { Cluster } from "./cluster";
import type { Figure, Harm } from "./harm";
import { p99, popUpsOf } from "./pop-ups";

const second = 1_000;
/** From its end on all is to be right after so long. */
const rightAfter = 5 * second;

/** @param seconds for how long it is done */
async function harmRedis(
  cluster: Cluster,
  { seconds, begin, end }: { seconds: number; begin(): unknown; end(): unknown },
): Promise<Figure[]> {
  const { vendor } = cluster;
  await sleep(3 * second);
  const holder = await cluster.holder();
  const openedBefore = vendor.opened.length;
  const from = performance.now();
  await begin();
  await sleep(seconds * second);
  const to = performance.now();
  await end();
  await sleep(rightAfter);
  const again = performance.now();
  await sleep(6 * second);
  const during = popUpsOf(cluster, holder, { from, to: to - 3 * second });
  const after = popUpsOf(cluster, holder, { from: again, to: again + 3 * second });
  const late = during.others.filter((took) => took > 3 * second).length;
  return [
    { name: "own copy's pop-ups meanwhile: p99", value: p99(during.own), unit: "ms", limit: 100 },
    { name: "other copies' pop-ups meanwhile: p99", value: p99(during.others), unit: "ms" },
    { name: "of them later than 3 s", value: late, limit: 0 },
    {
      name: "all pop-ups from 5 s after: p99",
      value: p99(sorted(after)),
      unit: "ms",
      limit: second,
    },
    { name: "links opened", value: vendor.opened.length - openedBefore, limit: 0 },
  ];
}

const sorted = ({ own, others }: { own: number[]; others: number[] }) =>
  [...own, ...others].sort((a, b) => a - b);

export const freezeRedis: Harm = {
  name: "freeze-redis",
  title: "Redis frozen, 20 s",
  run: (cluster) =>
    harmRedis(cluster, { seconds: 20, begin: cluster.redis.freeze, end: cluster.redis.thaw }),
};

export const killRedis: Harm = {
  name: "kill-redis",
  title: "Redis killed, back after 30 s",
  run: (cluster) =>
    harmRedis(cluster, {
      seconds: 30,
      begin: () => cluster.redis.stop("SIGKILL"),
      end: cluster.redis.start,
    }),
};

export const flushRedis: Harm = {
  name: "flush-redis",
  title: "FLUSHALL, each second for 15 s",
  run(cluster) {
    const client = createClient({ url: cluster.redis.url });
    let timer: NodeJS.Timeout | undefined;
    return harmRedis(cluster, {
      seconds: 15,
      async begin() {
        await client.connect();
        timer = setInterval(() => void client.flushAll(), second);
      },
      async end() {
        clearInterval(timer);
        await client.close();
      },
    });
  },
};
