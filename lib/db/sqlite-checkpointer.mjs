// A thread of its own: brings the log's pages home, so that no commit has to wait for it.
import { parentPort, workerData } from "node:worker_threads";
import Database from "better-sqlite3";

/** Often, so that each time is short; in ms. */
const every = 200;

const db = new Database(workerData.path, { timeout: 100 });
db.pragma("synchronous = FULL");
const timer = setInterval(() => {
  try {
    db.pragma("wal_checkpoint(PASSIVE)");
  } catch {
    // Locked by another process, or no space: the next time, or the writer's own limit, makes up for it.
  }
}, every);

parentPort.once("message", () => {
  clearInterval(timer);
  db.close();
  parentPort.close();
});
