/** What several copies cost, and what they give, with nothing harmed. */
import { setTimeout as sleep } from "node:timers/promises";
import { readFileSync } from "node:fs";
import { Client } from "pg";
import { playCalls } from "#lib/testing/kit/play-calls";
import { seededRandom } from "#lib/testing/kit/random";
import { waitUntilSettled } from "#lib/testing/kit/wait-until-settled";
import { clientOf, eventsOfCall, type Cluster } from "./cluster";
import type { Figure, Harm } from "./harm";

const second = 1_000;

interface Statement {
  query: string;
  calls: string;
  ms: number;
}

/** What the copies ask of PostgreSQL while nobody calls and nobody clicks. */
export const rest: Harm = {
  name: "rest",
  title: "Nothing happens",
  async run(cluster, { isShort }) {
    const seconds = isShort ? 15 : 60;
    await Promise.all([cluster.load.stop(), cluster.clicks.stop()]);
    await waitUntilSettled(cluster.db);
    const client = new Client({ connectionString: cluster.databaseUrl });
    await client.connect();
    try {
      await client.query("CREATE EXTENSION pg_stat_statements");
      await client.query("SELECT pg_stat_statements_reset()");
      await sleep(seconds * second);
      const { rows } = await client.query<Statement>(
        `SELECT query, calls, total_exec_time AS ms FROM pg_stat_statements s
          JOIN pg_database d ON d.oid = s.dbid WHERE d.datname = current_database()
          ORDER BY calls DESC`,
      );
      const own = rows.filter(({ query }) => !query.includes("pg_stat_statements"));
      const leases = own.filter(({ query }) => query.includes('"Lease"'));
      const each = (some: Statement[]) =>
        (some.reduce((sum, { calls }) => sum + Number(calls), 0) / seconds).toFixed(1);
      const took = leases.reduce((sum, { ms }) => sum + ms, 0) / seconds;
      return [
        { name: "statements of the leases, all copies", value: each(leases), unit: "per s" },
        { name: "time of PostgreSQL for them", value: took.toFixed(2), unit: "ms per s" },
        { name: "all statements, all copies", value: each(own), unit: "per s" },
        ...memoryOf(cluster),
      ];
    } finally {
      await client.end();
    }
  },
};

const longWhile = 30 * 60;

/** Whether the copies keep what they are done with: their memory while people work, and nothing is harmed. */
export const halfHour: Harm = {
  name: "half-hour",
  title: "Nothing harmed, 30 min",
  async run(cluster, { isShort }) {
    const seconds = isShort ? 30 : longWhile;
    const figures: Figure[] = [];
    const parts = 3;
    for (let part = 1; part <= parts; part++) {
      await sleep((seconds / parts) * second);
      const minutes = `after ${Math.round((part * seconds) / parts / 60)} min`;
      figures.push(
        ...memoryOf(cluster).map(({ name, ...figure }) => ({
          name: `${name}, ${minutes}`,
          ...figure,
        })),
      );
      cluster.options.progress(minutes);
    }
    return figures;
  },
};

/** Far more than it can take, in events a second. */
const flood = 1_500;
const together = 24;

/** How much the copies take when there is more than they can take. */
export const throughput: Harm = {
  name: "throughput",
  title: "As much as it takes",
  async run(cluster, { isShort }) {
    const seconds = isShort ? 5 : 10;
    const { vendor, db, browsers, balancer, people } = cluster;
    await Promise.all([cluster.load.stop(), cluster.clicks.stop()]);
    const before = await waitUntilSettled(db);
    const at = performance.now();
    const load = playCalls({
      random: seededRandom(cluster.options.seed + 1),
      callsPerSecond: flood / eventsOfCall,
      firstId: 1_000_000,
      called: browsers.map(({ person }) => person.extension),
      clientOf,
      tell: vendor.tell,
    });
    await sleep(seconds * second);
    cluster.load.calls.push(...(await load.stop()));
    const events = (await waitUntilSettled(db)) - before;
    // It waits for calm before it says so.
    const took = (performance.now() - at - 1.5 * second) / second;

    async function readPages(): Promise<number> {
      let pages = 0;
      const until = performance.now() + seconds * second;
      const read = async (index: number) => {
        const { cookie } = people.staff[index % people.staff.length]!;
        while (performance.now() < until) {
          const answer = await fetch(`${balancer.url}/contacts`, { headers: { cookie } });
          await answer.text();
          if (answer.status === 200) pages += 1;
        }
      };
      await Promise.all(Array.from({ length: together }, (_, index) => read(index)));
      return pages;
    }
    // A process that has just started has all of a page to load.
    await readPages();
    const pages = await readPages();
    return [
      { name: "copies", value: cluster.copies.length },
      { name: "events stored and applied", value: Math.round(events / took), unit: "per s" },
      { name: "pages", value: (pages / seconds).toFixed(1), unit: "per s" },
      ...memoryOf(cluster),
    ];
  },
};

/** Of the largest copy, in MB: resident memory of the engine and of the pages. */
export function memoryOf({ copies }: Pick<Cluster, "copies">): Figure[] {
  const sizes = copies.map((copy) => copy.pids().slice(0, 2).map(residentMb));
  const largest = (index: number) => Math.max(...sizes.map((size) => size[index] ?? 0));
  return [
    { name: "memory of an engine, at most", value: largest(0), unit: "MB" },
    { name: "memory of its pages, at most", value: largest(1), unit: "MB" },
  ];
}

function residentMb(pid: number): number {
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Math.round(Number(kb ?? 0) / 1024);
}
