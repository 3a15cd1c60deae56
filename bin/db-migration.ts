// npm run db:migration -- <name>: writes the next migration of both databases from what has changed in
// prisma/schema.prisma since the last one.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectFile } from "#lib/base/project-file";
import { changesSinceLastMigration } from "./schema-diff";

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error("Usage: npm run db:migration -- name_of_the_change");
  process.exit(1);
}

/** As Prisma names migrations: YYYYMMDDHHMMSS, so that two branches do not take the same number. */
const time = new Date().toISOString().replace(/\D/g, "").slice(0, 14);

for (const [dialect, sql] of Object.entries(await changesSinceLastMigration())) {
  if (sql === "") {
    console.log(`${dialect}: nothing has changed`);
    continue;
  }
  const folder = join("prisma", "migrations", dialect, `${time}_${name}`);
  mkdirSync(projectFile(folder));
  writeFileSync(projectFile(folder, "migration.sql"), sql);
  console.log(join(folder, "migration.sql"));
}
