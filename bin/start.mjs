// `npm start`: builds when the sources have changed since the last build, then runs the server in
// this very process, so that Ctrl-C reaches it and nothing else stands in between.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { fingerprint } from "./fingerprint.mjs";
import { refuseNode, refuseSqlite, warnOfNode } from "./fitting-machine.mjs";

const refusal = refuseNode(process.version) ?? refuseSqlite(process.env.DATABASE_URL || undefined);
if (refusal) {
  process.stderr.write(`tinyCRM can't start: ${refusal}\n`);
  process.exit(1);
}
const warning = warnOfNode(process.version);
if (warning) process.stderr.write(`${warning}\n`);

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, "dist", "build-stamp");
const built = existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint(root);
if (!built) {
  process.stdout.write("Building tinyCRM, this takes about a minute …\n");
  const { build } = await import("./build.mjs");
  await build();
}
process.chdir(root);
process.env.NODE_ENV = "production";
process.env.NEXT_TELEMETRY_DISABLED = "1";
await import("../dist/server.mjs");
