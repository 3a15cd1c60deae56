// Makes the database clients of both dialects from prisma/schema.prisma, when it has changed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeLean } from "./lean-client.mjs";
import { schemaPath } from "./schemas.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dialects = ["sqlite", "postgresql"];
const schemas = dialects.map(schemaPath);
const generated = join(root, "lib", "db", "generated");
const stamp = join(generated, "stamp");

const hash = createHash("sha256");
const makers = ["package-lock.json", "bin/lean-client.mjs"].map((path) => join(root, path));
for (const path of [...schemas, ...makers]) hash.update(readFileSync(path));
const expected = hash.digest("hex");

if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== expected) {
  for (const schema of schemas) {
    // prisma.config.ts names an engine, so that the command does not try to download one.
    const { status } = spawnSync(
      process.execPath,
      [join(root, "node_modules/prisma/build/index.js"), "generate", "--schema", schema],
      { cwd: root, stdio: ["ignore", "ignore", "inherit"] },
    );
    if (status !== 0) process.exit(status ?? 1);
  }
  for (const dialect of dialects) makeLean(join(generated, dialect));
  writeFileSync(stamp, expected);
}
