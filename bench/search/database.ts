/** What the search index costs: its size, the time to build it, and what an import takes longer with it. */
import { importContacts } from "#lib/contacts/import/import-contacts";
import { closeDatabase, openDatabase } from "#lib/db/client";
import { readMigrations } from "#lib/db/migrations";
import { now } from "../clock";
import { type BenchDatabase, runScript } from "../seed/database";
const size = {
  sqlite: `SELECT sum("pgsize") AS "bytes" FROM dbstat WHERE "name" LIKE 'Search%'`,
  postgresql: `SELECT sum(pg_relation_size(oid)) AS "bytes" FROM pg_class
    WHERE relname LIKE 'Search%' AND relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i')`,
};

export async function megabytesOfIndex(database: BenchDatabase): Promise<number> {
  const [row] = await runScript(database, size[database.dialect]);
  return Number(row?.bytes ?? 0) / 1e6;
}

/** @returns seconds */
export async function buildIndex(database: BenchDatabase): Promise<number> {
  const build = readMigrations(database.dialect).find(({ name }) => name.endsWith("_search"))!;
  const begin = now();
  await runScript(database, build.sql);
  if (database.dialect === "postgresql") await runScript(database, "VACUUM ANALYZE");
  return (now() - begin) / 1000;
}

const drop = {
  sqlite: ["SearchContact", "SearchCompany"]
    .flatMap((name) => [
      ...["added", "changed", "removed"].map((when) => `DROP TRIGGER "${name}_${when}";`),
      `DROP TABLE "${name}";`,
    ])
    .join(""),
  postgresql: ["Contact", "Company"]
    .flatMap((name) => [
      ...["added", "changed"].map((when) => `DROP TRIGGER "Search${name}_${when}" ON "${name}";`),
      ...["", "Begin"].map((kind) => `DROP INDEX "Search${name}${kind}";`),
    ])
    .join(""),
};

/** Contacts a second of an import into what there is, with the index and then without. The index is gone after it. */
export async function importRates(database: BenchDatabase, rows: number) {
  const fresh = (begin: number) =>
    Array.from({ length: rows }, (_, index) => ({
      name: `Новенький${((index * 7919) % 9973).toString(36)} Человек${String(index % 97)}`,
      phones: [`+4477${String(10_000_000 + begin + ((index * 999_983) % 1_000_000))}`],
      company: `ООО Прибыль ${String(index % 500)}`,
      email: `new${String(index)}@example.com`,
    }));
  const rate = async (begin: number) => {
    const start = now();
    await importContacts(fresh(begin), { country: "GB" });
    return rows / ((now() - start) / 1000);
  };
  await openDatabase({ url: database.url });
  const indexed = await rate(0);
  // The start would build it again: so without one.
  await runScript(database, drop[database.dialect]);
  const plain = await rate(40_000_000);
  await closeDatabase();
  return { indexed, plain };
}
