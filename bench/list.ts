/** The list of contacts in every sorting: its first pages, pages in the middle, and what OFFSET would take. */
import { closeDatabase, db, openDatabase } from "#lib/db/client";
import { rangesFrom, writePlace } from "#lib/contacts/keyset";
import { listContacts, partsOf, placeOf, placeSelect } from "#lib/contacts/list-contacts";
import { pageSize, sortings, type Sorting } from "#lib/contacts/list-options";
import { listOptions } from "#lib/contacts/list-schema";
import type { Benchmark, DatabaseContext } from "./benchmark";
import { now } from "./clock";
import { percentile } from "./measure";
import { type BenchDatabase, runScript } from "./seed/database";
import type { Row } from "./table";

/** Pages read one after the other from each place. */
const pages = 100;
/** Whose list it is; "mine" is not measured. */
const viewer = { id: "", role: "manager" } as const;

export const list: Benchmark = {
  name: "list",
  needsDatabase: true,
  async run({ effort, database, say }: DatabaseContext): Promise<Row[]> {
    const { contacts } = effort.seed;
    // In the part of the list that all sortings have: a third have no company.
    const deep = Math.min(10_000, Math.floor(contacts / pageSize / 2));
    say(`spreading ${contacts} contacts over companies and years`);
    await spread(database, contacts);
    await openDatabase({ url: database.url });
    try {
      const rows: Row[] = [];
      for (const sort of sortings) {
        say(`the list by ${sort}`);
        rows.push(...(await measureSorting(sort, deep)));
      }
      return rows;
    } finally {
      await closeDatabase();
    }
  },
};

async function measureSorting(sort: Sorting, deep: number): Promise<Row[]> {
  await turn(sort, "", 10);
  const first = await turn(sort, "", pages);
  const begin = now();
  const after = await placeBefore(sort, deep);
  const offset = now() - begin;
  const middle = await turn(sort, after, pages);
  const row = (figure: string, product: number): Row => ({
    figure: `contacts by ${sort}: ${figure}`,
    unit: "ms",
    product,
  });
  const from = `page ${deep.toLocaleString("en-US")} and on`;
  return [
    row("page 1 and on, p50", percentile(first, 50)),
    row(`${from}, p50`, percentile(middle, 50)),
    row("page 1 and on, p95", percentile(first, 95)),
    row(`${from}, p95`, percentile(middle, 95)),
    row(`page ${deep.toLocaleString("en-US")} by OFFSET instead`, offset),
  ];
}

/** @returns how long each page took, in ms, sorted */
async function turn(sort: Sorting, start: string, count: number): Promise<number[]> {
  const took: number[] = [];
  let after = start;
  for (let page = 0; page < count; page++) {
    const begin = now();
    const found = await listContacts({ ...listOptions.parse({}), sort, after }, viewer);
    took.push(now() - begin);
    if (!found.next || found.contacts.length !== pageSize) throw new Error("the list ended early");
    after = found.next;
  }
  return took.sort((a, b) => a - b);
}

/** The place before a page, found the slow way. */
async function placeBefore(sort: Sorting, page: number): Promise<string> {
  const [range] = rangesFrom(partsOf[sort], null, { order: "asc" });
  const [row] = await db().contact.findMany({
    where: { AND: [range!.where, { deletedAt: null }] },
    orderBy: range!.orderBy,
    select: placeSelect,
    skip: (page - 1) * pageSize - 1,
    take: 1,
  });
  return writePlace(placeOf(row!, sort));
}

/** Rows written at a time: PostgreSQL ends a statement after ten seconds. */
const fiveYears = 5 * 365 * 86_400;

/** Two of three get a company, where the seed gave none; a thousand share the moment of their last change. */
async function spread(database: BenchDatabase, contacts: number): Promise<void> {
  const time = (seconds: string) =>
    database.dialect === "sqlite"
      ? `strftime('%Y-%m-%dT%H:%M:%S.000+00:00', ${seconds}, 'unixepoch')`
      : `(to_timestamp(${seconds}) AT TIME ZONE 'UTC')`;
  const row = `CAST(substr("id", 25) AS INTEGER)`;
  const start = Math.floor(Date.now() / 1000) - fiveYears;
  const apart = Math.max(1, Math.floor(fiveYears / contacts));
  await runScript(
    database,
    `UPDATE "Contact" SET
      "createdAt" = ${time(`${start} + ${row} * ${apart}`)},
      "updatedAt" = ${time(`${start} + (${row} / 1000) * ${apart * 1000}`)},
      "companyKey" = CASE WHEN ${row} % 3 = 0 THEN "companyKey"
        WHEN "companyKey" <> '' THEN "companyKey" ELSE 'company ' || (${row} % 50000) END`,
  );
  if (database.dialect === "postgresql") await runScript(database, `VACUUM ANALYZE "Contact"`);
}
