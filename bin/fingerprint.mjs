// A hash of what a build is made from, so that `npm start` builds exactly when it has to.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const sources = [
  "app",
  "components",
  "lib",
  "messages",
  "prisma",
  "public",
  "server.ts",
  "pages.ts",
  "bin/tinycrm.ts",
  "instrumentation-client.ts",
  "next.config.mjs",
  "postcss.config.mjs",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];
// Neither what is generated nor what only tests is in a build.
const skipped = /(^|\/)(generated|node_modules|(?:lib|components)\/testing)(\/|$)|\.test\.tsx?$/;

/** @param {string} root the project's folder */
export function fingerprint(root) {
  const hash = createHash("sha256");
  for (const source of sources) {
    for (const path of files(root, source))
      hash.update(path).update(readFileSync(join(root, path)));
  }
  return hash.digest("hex");
}

function* files(root, path) {
  if (skipped.test(path)) return;
  let entries;
  try {
    entries = readdirSync(join(root, path), { withFileTypes: true });
  } catch (error) {
    if (error.code === "ENOTDIR") yield path;
    else if (error.code !== "ENOENT") throw error;
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) yield* files(root, child);
    else if (entry.isFile() && !skipped.test(child)) yield child;
  }
}
