// Prints the SQL that leads from one schema file (or nothing) to another, with Prisma's own engine:
//   tsx bin/schema-diff.ts <sqlite|postgresql> <to.prisma> [<from.prisma>]
// One dialect a process: the engine does not survive a second.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type { DiffTarget, SchemaEngine as Engine } from "@prisma/schema-engine-wasm";

interface EngineModule {
  SchemaEngine: { new: (options: object, log: () => void, adapter: unknown) => Promise<Engine> };
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
}

const [dialect, to, from] = process.argv.slice(2);
if (!dialect || !to) throw new Error("which dialect, and which schema?");

/** The package expects a bundler to load its WebAssembly; Node does it by hand. */
async function loadEngine(): Promise<EngineModule> {
  const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const glue = join(folder, "schema_engine_bg.js");
  const engine = (await import(pathToFileURL(glue).href)) as EngineModule;
  const bytes = readFileSync(join(folder, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, {
    "./schema_engine_bg.js": engine as unknown as WebAssembly.ModuleImports,
  });
  engine.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return engine;
}

// Without this a panic of the engine shows as an unrelated TypeError.
Object.assign(globalThis, {
  PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error(message) },
});

// A comparison of two files asks no database, but the engine wants to be given one that answers.
const server = process.env.TEST_DATABASE_URL ?? "postgresql://postgres@127.0.0.1:5432/postgres";
const factory: SqlMigrationAwareDriverAdapterFactory =
  dialect === "sqlite"
    ? new PrismaBetterSqlite3({ url: ":memory:" })
    : new PrismaPg({ connectionString: server });
const target = (path: string | undefined): DiffTarget =>
  path
    ? { tag: "schemaDatamodel", files: [{ path, content: readFileSync(path, "utf8") }] }
    : { tag: "empty" };

const { SchemaEngine } = await loadEngine();
const engine = await SchemaEngine.new(
  { datamodels: undefined },
  () => undefined,
  bindMigrationAwareSqlAdapterFactory(factory),
);
const { stdout } = await engine.diff({
  from: target(from),
  to: target(to),
  script: true,
  exitCode: null,
  filters: { externalTables: [], externalEnums: [] },
});
process.stdout.write(stdout ?? "");
