/** The harms that there are, and how they are done to a cluster. */
import { halfHour, rest, throughput } from "./beside";
import { openCluster, type ClusterOptions } from "./cluster";
import type { Figure, Harm } from "./harm";
import { shiftClock } from "./harms-of-clocks";
import { freeze, kill } from "./harms-of-copies";
import { freezePostgresql, restartPostgresql } from "./harms-of-postgresql";
import { flushRedis, freezeRedis, killRedis } from "./harms-of-redis";
import { cutFromPbx, cutFromPostgresql, cutFromRedis } from "./harms-of-wires";
import { killImport } from "./import-killed";
import { judge } from "./judge";
import type { Report } from "./report";
import { rollingRestart } from "./rolling-restart";

export const harms: readonly Harm[] = [
  kill,
  freeze,
  cutFromPostgresql,
  cutFromRedis,
  cutFromPbx,
  freezeRedis,
  killRedis,
  flushRedis,
  restartPostgresql,
  freezePostgresql,
  shiftClock,
  rollingRestart,
  killImport,
  rest,
  throughput,
  halfHour,
];

export interface RunOptions extends ClusterOptions {
  /** How often each is done, instead of as often as it says itself. */
  times?: number;
  isShort?: boolean;
}

/** One after the other to one cluster, which is judged when all are done. */
export async function runHarms(done: readonly Harm[], options: RunOptions): Promise<Report> {
  const { isShort = false } = options;
  const cluster = await openCluster(options);
  try {
    const figures: Figure[] = [];
    for (const harm of done) {
      const times = options.times ?? harm.times ?? 1;
      figures.push(...(await harm.run(cluster, { times, isShort })));
    }
    const judgement = await judge(cluster);
    const failed = cluster.copies.filter((copy) => copy.hasFailed()).map(({ name }) => name);
    figures.push({ name: "copies that ended by themselves", value: failed.length, limit: 0 });
    return { title: done.map(({ title }) => title).join("; "), figures, judgement };
  } finally {
    await cluster.close();
  }
}
