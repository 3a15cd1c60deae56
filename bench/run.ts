// npm run bench -- [name…] [options]: measures the built product from outside. See docs/benchmarks.md.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { Command } from "commander";
import { build } from "../bin/build.mjs";
import { fingerprint } from "../bin/fingerprint.mjs";
import { projectFile } from "#lib/base/project-file";
import { wholeNumber } from "#lib/testing/kit/whole-number";
import { type Benchmark, full, quick } from "./benchmark";
import { crowd } from "./crowd";
import { hooks } from "./hooks";
import { importing } from "./import";
import { latency } from "./latency";
import { list } from "./list";
import { memory } from "./memory";
import { moves } from "./moves";
import { pages } from "./pages";
import { people } from "./people";
import { rate } from "./rate";
import { reducer } from "./reducer";
import { search } from "./search";
import type { BenchDatabase } from "./seed/database";
import { isReachable, seedPostgresql } from "./seed/postgresql";
import { seedSqlite } from "./seed/sqlite";
import { warmUp } from "./measure";
import { openStage, type Stage } from "./stage";
import { stands } from "./stands";
import { startup } from "./startup";
import { statistics } from "./statistics";
import { markdownTable, type Row, type Section } from "./table";

/** Start-up while nothing else runs, memory while the process is fresh. */
const benchmarks: readonly Benchmark[] = [
  startup,
  memory,
  crowd,
  latency,
  rate,
  pages,
  moves,
  people,
  hooks,
  list,
  search,
  importing,
  // Changes the seeded calls, so nothing that reads them comes after it.
  statistics,
  // Deletes them.
  stands,
  reducer,
];
const names = benchmarks.map(({ name }) => name);

interface Options {
  quick?: boolean;
  calls?: number;
  postgresql: string | false;
  sqlite: boolean;
  markdown?: string;
  profile?: string;
}

const program = new Command("bench")
  .description("Measures the product against a relay that does nothing, and prints a table")
  .argument("[names...]", `of ${names.join(", ")}; all when none is named`)
  .option("--quick", "less data, lower rates, SQLite alone unless told otherwise: some minutes")
  .option("--calls <number>", "how many are stored already", wholeNumber)
  .option("--postgresql <url>", "any database on a server to try it on", localServer())
  .option("--no-postgresql", "leave PostgreSQL out; so is a server nobody answers at")
  .option("--no-sqlite", "leave SQLite out")
  .option("--markdown <path>", "write the table there as well")
  .option(
    "--profile <folder>",
    "leave the server's processor profiles there, for Chrome's DevTools",
  )
  .parse();

const options = program.opts<Options>();
const unknown = program.args.find((name) => !names.includes(name));
if (unknown) program.error(`there is no benchmark ${unknown}; there are ${names.join(", ")}`);
const chosen = benchmarks.filter(({ name }) => !program.args.length || program.args.includes(name));
const usual = options.quick ? quick : full;
const effort = { ...usual, seed: { ...usual.seed, calls: options.calls ?? usual.seed.calls } };
const say = (line: string) => console.error(`${new Date().toTimeString().slice(0, 8)}  ${line}`);

// Tells how busy others kept the machine.
const load = loadavg()[0]!.toFixed(1);
await buildWhenChanged();
const sections: Section[] = [];
if (chosen.some((benchmark) => benchmark.needsDatabase)) {
  if (options.sqlite) await measureOn("SQLite", () => seedSqlite(effort.seed));
  const asked = program.getOptionValueSource("postgresql") === "cli";
  const server = !options.quick || asked ? options.postgresql : false;
  if (server && (await isReachable(server))) {
    await measureOn("PostgreSQL", () => seedPostgresql(server, effort.seed));
  }
}
const alone = chosen.filter((benchmark) => !benchmark.needsDatabase);
if (alone.length > 0) {
  const rows: Row[] = [];
  for (const one of alone) rows.push(...(await one.run({ effort, say })));
  finish({ title: "Without a database", rows });
}
console.log(`\n${report()}`);

/** Written after each section: a long run that is cut short has not been for nothing. */
function finish(section: Section): void {
  sections.push(section);
  if (options.markdown) writeFileSync(options.markdown, report());
}

function report(): string {
  return `${facts()}\n\n${markdownTable(sections)}\n`;
}

async function measureOn(title: string, seed: () => Promise<BenchDatabase>): Promise<void> {
  say(`seeding ${title}`);
  const database = await seed();
  let opened: Promise<Stage> | undefined;
  let warm: Promise<Stage> | undefined;
  const stage = () => {
    opened ??= openStage(database, effort.seed, options.profile);
    return (warm ??= opened.then(warmUp));
  };
  const closeStage = async () => {
    const closing = opened;
    opened = warm = undefined;
    // One that could not be opened has told so to who asked for it.
    await closing?.then(({ close }) => close()).catch(() => undefined);
  };
  const rows: Row[] = [];
  try {
    for (const one of chosen) {
      if (!one.needsDatabase) continue;
      if (one.ownProduct) await closeStage();
      say(`${title}: ${one.name}`);
      const context = { effort, database, say, stage };
      rows.push(...(await one.run(context)));
    }
  } finally {
    await closeStage();
    await database.drop();
  }
  finish({ title, rows });
}

function facts(): string {
  const { contacts, people, calls } = effort.seed;
  const count = (value: number) => value.toLocaleString("en-US");
  const model = cpus()[0]?.model.trim() ?? "unknown";
  return (
    `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} cores (${model}); ` +
    `load average before it ${load}; ` +
    `${count(contacts)} contacts, ${count(people)} people connected, ${count(calls)} calls stored.`
  );
}

/** What is measured is what `npm start` would run. */
async function buildWhenChanged(): Promise<void> {
  const stamp = projectFile("dist", "build-stamp");
  const root = projectFile();
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== fingerprint(root)) await build();
}

function localServer(): string {
  return process.env.TEST_DATABASE_URL ?? "postgresql://postgres@127.0.0.1:5432/postgres";
}
