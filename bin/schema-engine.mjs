#!/usr/bin/env node
// Prisma's schema engine without a download. Prisma's CLI starts this program in place of the binary
// that it would fetch from the network (prisma.config.ts names it) and sends it JSON-RPC requests, one
// a line. The engine itself is Prisma's, compiled to WebAssembly; this program carries the requests to
// it and gives it a database (schema-engine-databases.mjs).
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { databaseFor, sqlitePath } from "./schema-engine-databases.mjs";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    datasource: { type: "string", default: "{}" },
    datamodels: { type: "string", multiple: true, default: [] },
    version: { type: "boolean" },
  },
});
const { url = "" } = JSON.parse(options.datasource);
const datamodels = options.datamodels.map((path) => [path, readFileSync(path, "utf8")]);

/** The package expects a bundler to load its WebAssembly; Node does it by hand. */
async function loadEngine() {
  const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const engine = await import(pathToFileURL(join(folder, "schema_engine_bg.js")).href);
  const bytes = readFileSync(join(folder, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": engine });
  engine.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  // Without this a panic of the engine shows as an unrelated TypeError.
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => log("ERROR", { message }) };
  return engine;
}

/** What the engine has been given to work on. */
let database;

async function startEngine(address, request) {
  const { SchemaEngine } = await loadEngine();
  database = bindMigrationAwareSqlAdapterFactory(databaseFor(providerOf(request), address));
  const models = datamodels.length > 0 ? datamodels : undefined;
  return SchemaEngine.new({ datamodels: models }, () => undefined, database);
}

/** Answers the CLI's requests in their order, until the CLI closes its end. */
async function serve() {
  let engine;
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, method, params } = JSON.parse(line);
    // Without a method it is the CLI's word that it has printed something.
    if (!method) continue;
    try {
      engine ??= await startEngine(isAboutFilesAlone(method, params) ? "" : url, params);
      const call = method === "getDatabaseVersion" ? "version" : method;
      const result = (await engine[call](params)) ?? {};
      // The CLI does not print a diff itself.
      if (method === "diff")
        send({ id: `print-${id}`, method: "print", params: { content: result.stdout } });
      send({ id, result });
    } catch (error) {
      const { message, code } = describe(error);
      const data = { is_panic: false, message, error_code: code, meta: null };
      send({ id, error: { code: 4466, message, data } });
    }
  }
}

/** Two schemas are compared without any database; SQLite's migrations are replayed in memory. */
function isAboutFilesAlone(method, params) {
  const tags = [params?.from?.tag, params?.to?.tag];
  if (method !== "diff" || tags.includes("schemaDatasource")) return false;
  return providerOf(params) === "sqlite" || !tags.includes("migrations");
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}

/** What the CLI asks before it opens a conversation. The answer is the exit code; the reason is in the log. */
async function runCommand(command) {
  log("INFO", { message: `schema-engine-wasm: ${command}` });
  const path = sqlitePath(url);
  try {
    if (command === "can-connect-to-database" && path && !existsSync(path)) {
      throw Object.assign(new Error(`Database \`${path}\` does not exist`), { code: "P1003" });
    }
    await startEngine(url);
  } catch (error) {
    const { message, code } = describe(error);
    log("ERROR", { message, error_code: code });
    process.exitCode = 1;
  }
  process.exit();
}

/** Says which database a request is about: by its schemas and migrations, else by the address. */
function providerOf(params) {
  const parts = [params?.from, params?.to, params?.schema, params?.migrationsList];
  const texts = [
    ...parts.flatMap((part) => part?.files ?? []).map(({ content }) => content),
    ...parts.map((part) => part?.lockfile?.content ?? ""),
    ...datamodels.map(([, content]) => content),
  ];
  const names = texts.map((text) => /\bprovider\s*=\s*"(sqlite|postgres)/.exec(text)?.[1]);
  return names.find((name) => name) ?? (sqlitePath(url) ? "sqlite" : "postgres");
}

/** An error of the driver has passed through the engine as a number; the registry has its words. */
function describe(error) {
  const { message = String(error), code } = error ?? {};
  const [, id] = /External error id#(\d+)/.exec(message) ?? [];
  const cause = id === undefined ? undefined : database?.errorRegistry.consumeError(Number(id));
  return {
    message: cause ? `${message}\n${cause.error?.message}` : message,
    code: /^P\d{4}$/.test(code) ? code : undefined,
  };
}

/** One line of the binary's log, which the CLI reads. */
function log(level, fields) {
  const target = "schema_engine::logger";
  process.stderr.write(`${JSON.stringify({ level, target, fields })}\n`);
}

if (options.version) process.stdout.write(`schema-engine-wasm ${(await loadEngine()).version()}\n`);
else if (positionals[0] === "cli") await runCommand(positionals[1]);
else await serve();
