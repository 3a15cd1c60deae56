#!/usr/bin/env node
// `npx tinycrm …`: what whoever hosts the product does beside it. Made by the same build as the product.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const program = join(dirname(dirname(fileURLToPath(import.meta.url))), "dist", "tinycrm.mjs");
if (!existsSync(program)) {
  process.stderr.write("tinyCRM is not built yet: run `npm run build` first\n");
  process.exit(1);
}
process.env.NODE_ENV ??= "production";
await import(program);
