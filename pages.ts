// Composition root of the pages' process, which the engine (server.ts) forks: Next, REST, files and imports.
import { once } from "node:events";
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { configSlot, readConfig, tellNextAuth } from "#lib/base/config";
import { openLog } from "#lib/base/log";
import { createImporter } from "#lib/contacts/import/importer";
import { importWorker } from "#lib/contacts/ports";
import { publishWritten } from "#lib/contacts/publish";
import { closeDatabase, openDatabase } from "#lib/db/client";
import { createWriterTurns } from "#lib/db/sqlite-gate";
import { measureProcess } from "#lib/metrics/process-metrics";
import { readMetrics } from "#lib/metrics/registry";
import { sendingMornings } from "#lib/reminders/send-mornings";
import { assertPortsFilled, connectEngine } from "#lib/server/ask-engine";
import { takeShared, type PagesStart } from "#lib/server/crossing";
import { startNext } from "#lib/server/next";
import { createPagesDoor } from "#lib/server/pages-door";

// The engine alone decides when to stop; a terminal's Ctrl-C reaches both.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => undefined);
// Pages without their engine are of no use. An engine that was killed has left the folder of their socket.
process.on("disconnect", () => {
  removeSocketFolder();
  process.exit(1);
});
let removeSocketFolder: () => void = () => undefined;

const config = readConfig();
configSlot.set(config);
tellNextAuth(config);
const log = openLog(config.logLevel);
measureProcess("pages");
process.on("unhandledRejection", (error) => log.error({ err: error }, "unhandled rejection"));

/** The calls write in between, in ms: they ask for SQLite's lock every few of them. */
const betweenWrites = 5;

let close: () => Promise<void> = async () => undefined;
const engine = connectEngine({
  open,
  share: takeShared,
  metrics: readMetrics,
  async close() {
    await close();
    process.disconnect();
  },
});
engine.awake();

async function open({ socketPath, shared }: PagesStart): Promise<void> {
  if (process.platform !== "win32") {
    removeSocketFolder = () => rmSync(dirname(socketPath), { recursive: true, force: true });
  }
  for (const [slot, value] of shared) takeShared(slot, value);
  await openDatabase({
    url: config.databaseUrl,
    turns: createWriterTurns(betweenWrites),
    isPrepared: true,
  });
  const importer = createImporter({ log, publish: publishWritten });
  importWorker.fill(importer);
  assertPortsFilled();
  const door = createPagesDoor(config);
  const next = await startNext(config, door.server);
  door.attachNext(next.handle);
  door.server.listen(socketPath);
  await once(door.server, "listening");
  await importer.open();
  const mornings = sendingMornings(log);
  close = async () => {
    mornings.close();
    door.server.close();
    door.server.closeIdleConnections();
    await next.close();
    await importer.close();
    await closeDatabase();
  };
}
