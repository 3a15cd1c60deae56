import { readFileSync } from "node:fs";
import { projectFile } from "#lib/project-file";

export const schemaPath = projectFile("prisma", "schema.prisma");
export const derivedSchemaPath = projectFile("prisma", "postgresql", "schema.prisma");

/** The hand-written schema, for PostgreSQL. */
export function derivedSchema(): string {
  const source = readFileSync(schemaPath, "utf8");
  const models = source.slice(source.indexOf("generator client"));
  return (
    "// Derived from ../schema.prisma by `npm run db:derive`: edit that one.\n\n" +
    models
      .replace('"../lib/db/generated/sqlite"', '"../../lib/db/generated/postgresql"')
      .replace('provider = "sqlite"', 'provider = "postgresql"')
  );
}
