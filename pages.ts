// Composition root of a pages' process, which the engine (server.ts) forks: Next, REST, files and imports.
import "#lib/base/spare-memory";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { configSlot, readConfig, tellNextAuth } from "#lib/base/config";
import { openLog } from "#lib/base/log";
import { createImporter, type Importer } from "#lib/contacts/import/importer";
import { importWorker } from "#lib/contacts/ports";
import { publishWritten } from "#lib/contacts/publish";
import { mayHaveCopies } from "#lib/copies/copies";
import { sharedLeases } from "#lib/copies/leases";
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

/** The calls write in between, in ms: they ask for SQLite's lock every few of them, however many processes write. */
const betweenWrites = 5 * config.pages;

let importer: Importer | null = null;
let close: () => Promise<void> = async () => undefined;
const engine = connectEngine({
  open,
  share: takeShared,
  // What is asked before there is one, it finds when it is opened.
  workOn: (importId) => importer?.work(importId),
  metrics: readMetrics,
  async close() {
    await close();
    process.disconnect();
  },
});
engine.awake();

async function open({ socketPath, hasChores, shared }: PagesStart): Promise<void> {
  if (process.platform !== "win32") {
    removeSocketFolder = () => rmSync(dirname(socketPath), { recursive: true, force: true });
  }
  for (const [slot, value] of shared) takeShared(slot, value);
  await openDatabase({
    url: config.databaseUrl,
    turns: createWriterTurns(betweenWrites),
    isPrepared: true,
  });
  // The engine has leases of its own: either may end without the other.
  const wantsLeases = hasChores && mayHaveCopies(config.redisUrl);
  const leases = wantsLeases ? sharedLeases({ copy: randomUUID(), log }) : null;
  if (hasChores) {
    importer = createImporter({ log, publish: publishWritten, leases });
    importWorker.fill(importer);
  }
  assertPortsFilled();
  const door = createPagesDoor(config);
  const next = await startNext(config, door.server);
  door.attachNext(next.handle);
  door.server.listen(socketPath);
  await once(door.server, "listening");
  await importer?.open();
  const mornings = hasChores ? sendingMornings(log) : null;
  close = async () => {
    mornings?.close();
    door.server.close();
    door.server.closeIdleConnections();
    await next.close();
    await importer?.close();
    await leases?.close();
    await closeDatabase();
  };
}
