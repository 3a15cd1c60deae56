// Builds the product: database client, pages, and the server that holds them.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build as bundle } from "esbuild";
import { fingerprint } from "./fingerprint.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

export async function build() {
  const stamp = join(root, "dist", "build-stamp");
  rmSync(stamp, { force: true });
  const made = fingerprint(root);
  run("bin/generate.mjs");
  run("node_modules/next/dist/bin/next", "build");
  await bundle({
    entryPoints: [join(root, "server.ts"), join(root, "pages.ts")],
    outdir: join(root, "dist"),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    sourcemap: true,
    logLevel: "warning",
    plugins: [outsideNext],
  });
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, made);
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

function run(script, ...args) {
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const { status } = spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: root,
    env,
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
