/** Another program that holds the database file: a backup, a curious administrator. */
import { spawn } from "node:child_process";

const script = `
  const Database = require("better-sqlite3");
  const [path, ms] = process.argv.slice(1);
  const database = new Database(path, { timeout: 10_000 });
  database.exec("BEGIN IMMEDIATE");
  process.stdout.write("locked");
  setTimeout(() => database.exec("COMMIT"), Number(ms));
`;

/** Takes the write lock from a process of its own. @returns when it is held; `released` when it is given back */
export async function lockSqlite(path: string, ms: number): Promise<{ released: Promise<void> }> {
  const child = spawn(process.execPath, ["-e", script, path, String(ms)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const released = new Promise<void>((resolve, reject) => {
    child.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`the lock's holder ended with ${code}`)),
    );
  });
  await Promise.race([new Promise((resolve) => child.stdout.once("data", resolve)), released]);
  return { released };
}
