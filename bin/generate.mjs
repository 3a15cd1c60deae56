// Makes the database clients from the schemas, both dialects, when the schemas have changed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const schemas = ["prisma/schema.prisma", "prisma/postgresql/schema.prisma"];
const stamp = join(root, "lib/db/generated/stamp");

const hash = createHash("sha256");
for (const path of [...schemas, "package-lock.json"]) hash.update(readFileSync(join(root, path)));
const wanted = hash.digest("hex");

if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
  for (const schema of schemas) {
    const { status } = spawnSync(
      process.execPath,
      [join(root, "node_modules/prisma/build/index.js"), "generate", "--schema", schema],
      {
        cwd: root,
        stdio: ["ignore", "ignore", "inherit"],
        // The client needs no engine, but the command looks for one and would try to download it:
        // any executable satisfies it, on closed networks too.
        env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, ...process.env },
      },
    );
    if (status !== 0) process.exit(status ?? 1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}
