/** PostgreSQL is started anew, or stands still: nobody can store anything, and nobody may believe that they can. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Cluster } from "./cluster";
import type { Figure, Harm } from "./harm";
import { shownAgain } from "./harms-of-copies";
import { slowest, watchCopies } from "./watch-copies";

const second = 1_000;

async function harmPostgresql(
  cluster: Cluster,
  { seconds, begin, end }: { seconds: number; begin(): unknown; end(): unknown },
): Promise<Figure[]> {
  const { vendor, copies } = cluster;
  await sleep(3 * second);
  await cluster.holder();
  const pids = copies.map((copy) => copy.pids().join());
  const watched = watchCopies(copies);
  const from = performance.now();
  const handedOver = vendor.events.wasted();
  await begin();
  await sleep(seconds * second);
  const to = performance.now();
  await end();
  const shown = await shownAgain(cluster, to);
  await cluster.holder();
  await cluster.whole();
  const whole = performance.now();
  handedOver();
  await sleep(3 * second);
  await watched.stop();
  const moved = copies.filter((copy, index) => copy.pids().join() !== pids[index]).length;
  const ms = (value: number) => ({ value: Math.round(value), unit: "ms" });
  const notReady = slowest(watched, copies, { since: from, ready: false });
  return [
    ...(seconds > 2 ? [{ name: "503 after", ...ms(notReady), limit: 2 * second }] : []),
    {
      name: "all copies ready after it",
      ...ms(slowest(watched, copies, { since: to, ready: true })),
      limit: 5 * second,
    },
    { name: "first pop-up after it", ...ms(shown - to), limit: 5 * second },
    { name: "all browsers live after it", ...ms(whole - to) },
    { name: "processes started anew", value: moved, limit: 0 },
    { name: "links taken from their holder (4009)", value: vendor.replaced.length, limit: 0 },
  ];
}

export const restartPostgresql: Harm = {
  name: "restart-postgresql",
  title: "PostgreSQL restarted",
  run: (cluster) =>
    harmPostgresql(cluster, {
      seconds: 0,
      begin: () => cluster.postgresql.stop("SIGINT"),
      end: cluster.postgresql.start,
    }),
};

export const freezePostgresql: Harm = {
  name: "freeze-postgresql",
  title: "PostgreSQL frozen, 20 s",
  run: (cluster) =>
    harmPostgresql(cluster, {
      seconds: 20,
      begin: cluster.postgresql.freeze,
      end: cluster.postgresql.thaw,
    }),
};
