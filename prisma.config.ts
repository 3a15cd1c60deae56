/**
 * For Prisma's own tools: `npx prisma migrate status`, `migrate diff`, `studio`, `generate`. They look
 * at the database that the program would open in the same environment. The program itself does not
 * read this file.
 */
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "prisma/config";
import { schemaPath } from "./bin/schemas.mjs";

const { DATABASE_URL, TINYCRM_DATA_DIR } = process.env;
const address = DATABASE_URL || `file:${join(TINYCRM_DATA_DIR || "data", "tinycrm.db")}`;
const dialect = address.startsWith("file:") ? "sqlite" : "postgresql";
// Studio takes only absolute addresses of files.
const url = address.replace(/^file:(.*)$/, (_, path: string) => `file://${resolve(path)}`);

// Prisma would download its engine, which closed networks can't. Whoever has the binary names it.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(
  new URL("bin/schema-engine.mjs", import.meta.url),
);

/** What FTS5 keeps beside each of its tables. */
const parts = ["", "_config", "_data", "_docsize", "_idx"];
const indexTables = ["SearchContact", "SearchCompany", "SearchNote"].flatMap((name) =>
  parts.map((part) => `${name}${part}`),
);

export default defineConfig({
  schema: schemaPath(dialect),
  migrations: { path: `prisma/migrations/${dialect}` },
  datasource: { url },
  // The search index belongs to no model (docs/decisions/013-search.md).
  experimental: { externalTables: true },
  tables: {
    external: dialect === "sqlite" ? [...indexTables, "SearchWord"] : ["public.SearchWord"],
  },
});
