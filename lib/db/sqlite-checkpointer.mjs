// Runs in a thread: copies the log's pages into the database file, so that no commit waits for it.
import { parentPort, workerData } from "node:worker_threads";
import Database from "better-sqlite3";

/** Pause between two copies, in ms: often, so that each takes little time. */
const every = 200;

const db = new Database(workerData.path, { timeout: 100 });
db.pragma("synchronous = FULL");
const timer = setInterval(() => {
  try {
    db.pragma("wal_checkpoint(PASSIVE)");
  } catch {
    // Locked by another process, or no space: the next round, or the writer's own limit, makes up for it.
  }
}, every);

parentPort.once("message", () => {
  clearInterval(timer);
  db.close();
  parentPort.close();
});
