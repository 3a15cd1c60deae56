// The schemas that Prisma's tools read: prisma/schema.prisma, which is written by hand and is SQLite's,
// and the same models for PostgreSQL, which are written into the generated folder.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const handWritten = join(root, "prisma", "schema.prisma");
const generated = join(root, "lib", "db", "generated", "postgresql.prisma");

/** @returns {string} the hand-written schema */
export function readSchema() {
  return readFileSync(handWritten, "utf8");
}

/** The search index is part of no model, but Prisma sees these two indexes and would remove them. */
const searchIndexes = { Contact: "searchText", Company: "nameKey" };

/**
 * @param {string} schema for SQLite
 * @returns {string} the same models for PostgreSQL
 */
export function forPostgresql(schema) {
  let derived = schema
    .slice(schema.indexOf("generator client"))
    .replace('"../lib/db/generated/sqlite"', '"./postgresql"')
    .replace('provider = "sqlite"', 'provider = "postgresql"');
  for (const [model, column] of Object.entries(searchIndexes)) {
    const index = `@@index([${column}(ops: raw("gin_trgm_ops"))], type: Gin, map: "Search${model}")`;
    derived = derived.replace(`model ${model} {`, `$&\n  ${index}`);
  }
  return `// Generated from prisma/schema.prisma: edit that one.\n\n${derived}`;
}

/**
 * @param {"sqlite" | "postgresql"} dialect
 * @returns {string} the path of its schema, which is up to date
 */
export function schemaPath(dialect) {
  if (dialect === "sqlite") return handWritten;
  mkdirSync(dirname(generated), { recursive: true });
  writeFileSync(generated, forPostgresql(readSchema()));
  return generated;
}
