/** What a year of calls costs to count, read by the product's own code beside the product. */
import { closeDatabase, openDatabase } from "#lib/db/client";
import { statisticsOptions } from "#lib/statistics/options";
import { periodOf } from "#lib/base/period";
import { readStatistics } from "#lib/statistics/read-statistics";
import type { Benchmark } from "./benchmark";
import { hold, type Held } from "./hold";
import { type BenchDatabase, runScript } from "./seed/database";
import type { Row } from "./table";

const repeats = 3;
const everybody = { personId: null, connectionId: null };
const day = 24 * 60 * 60 * 1000;

export const statistics: Benchmark = {
  name: "statistics",
  needsDatabase: true,
  async run({ database, effort, say }) {
    say("statistics");
    await vary(database);
    await openDatabase({ url: database.url });
    try {
      const rows: Row[] = [];
      for (const days of [30, 365]) rows.push(...(await measure(days, effort.seed.calls)));
      return rows;
    } finally {
      await closeDatabase();
    }
  },
};

/** The seed's calls are all alike: as a real year has them, some are outgoing and some missed. */
async function vary(database: BenchDatabase): Promise<void> {
  const row = `CAST("externalId" AS INTEGER)`;
  const missed = `${row} % 7 = 0`;
  await runScript(
    database,
    `UPDATE "Call" SET
    "direction" = CASE WHEN ${row} % 5 < 3 THEN 'incoming' ELSE 'outgoing' END,
    "disposition" = CASE WHEN ${missed} THEN 'no-answer' ELSE 'answered' END,
    "waitSeconds" = CASE WHEN ${missed} THEN NULL ELSE ${row} % 43 END,
    "talkSeconds" = CASE WHEN ${missed} THEN NULL ELSE ${row} % 400 END,
    "handledById" = (SELECT l."userId" FROM "CallLeg" l WHERE l."callId" = "Call"."id")`,
  );
  if (database.dialect === "postgresql") await runScript(database, `VACUUM ANALYZE "Call"`);
}

async function measure(days: number, calls: number): Promise<Row[]> {
  const last = new Date();
  const iso = (at: Date) => at.toISOString().slice(0, 10);
  const from = iso(new Date(last.getTime() - (days - 1) * day));
  const query = { period: "custom", from, to: iso(last) };
  const period = periodOf(statisticsOptions.parse(query), "Europe/Kyiv", last);
  const held: Held[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    held.push(await hold(() => readStatistics(period, everybody)));
  }
  const of = `statistics of ${days} days among ${calls.toLocaleString("en-US")} calls`;
  const best = (figure: keyof Held) => Math.min(...held.map((one) => one[figure]));
  return [
    { figure: of, unit: "ms", product: best("took") },
    { figure: `${of}: processor, without the server's`, unit: "ms", product: best("processor") },
    { figure: `${of}: longest hold of the loop`, unit: "ms", product: best("longest") },
  ];
}
