// `npm start`: builds when the sources have changed since the last build, then runs the server in
// this very process, so that Ctrl-C reaches it and nothing else stands in between.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { fingerprint } from "./fingerprint.mjs";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `tinyCRM needs Node 20.19 or newer (24 advised); this is ${process.version}\n`,
  );
  process.exit(1);
}

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
