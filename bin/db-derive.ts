// Writes prisma/postgresql/schema.prisma from the one hand-written schema.
import { writeFileSync } from "node:fs";
import { derivedSchema, derivedSchemaPath } from "#lib/db/derived-schema";

writeFileSync(derivedSchemaPath, derivedSchema());
