// npm run db:migration -- <name>: writes the next migration of both dialects from what has changed
// in prisma/schema.prisma since the last one.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { derivedSchema, derivedSchemaPath, schemaPath } from "#lib/db/derived-schema";
import { projectFile } from "#lib/project-file";

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error("Usage: npm run db:migration -- name_of_the_change");
  process.exit(1);
}
writeFileSync(derivedSchemaPath, derivedSchema());

for (const [dialect, schema] of [
  ["sqlite", schemaPath],
  ["postgresql", derivedSchemaPath],
] as const) {
  const folder = projectFile("prisma", "migrations", dialect);
  mkdirSync(folder, { recursive: true });
  const last = readdirSync(folder)
    .filter((entry) => /^\d/.test(entry))
    .sort()
    .at(-1);
  const number = String(Number(last?.slice(0, 3) ?? 0) + 1).padStart(3, "0");
  const from = last ? [join(folder, last, "schema.prisma")] : [];
  const diff = spawnSync(
    process.execPath,
    ["--import", "tsx", projectFile("bin", "schema-diff.ts"), dialect, schema, ...from],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
  );
  if (diff.status !== 0) process.exit(diff.status ?? 1);
  if (/^(\s|-- This is an empty migration\.)*$/.test(diff.stdout)) {
    console.log(`${dialect}: nothing has changed`);
    continue;
  }
  const target = join(folder, `${number}_${name}`);
  mkdirSync(target);
  writeFileSync(join(target, "migration.sql"), diff.stdout);
  copyFileSync(schema, join(target, "schema.prisma"));
  console.log(`${dialect}: ${number}_${name}`);
}
