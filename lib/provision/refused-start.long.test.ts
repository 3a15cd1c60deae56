/** What an SQLite data folder is protected from, tried with real processes. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { environmentWith } from "#lib/base/config";
import { projectFile } from "#lib/base/project-file";
import { newSecret } from "#lib/base/secret-file";

let folder: string;
let holder: ChildProcess | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tinycrm-start-"));
});
afterEach(async () => {
  await kill();
  rmSync(folder, { recursive: true, force: true });
});

const environment = () =>
  environmentWith({ TINYCRM_DATA_DIR: folder, PORT: "0", HOST: "127.0.0.1", DATABASE_URL: "" });

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", ...args], {
    cwd: projectFile(),
    encoding: "utf8",
    env: environment(),
  });
  return { status, printed: stdout + stderr };
}
const start = () => run("server.ts");
const tinycrm = (...args: string[]) => run("bin/tinycrm.ts", ...args);

/** A process that has the database as a product has it. */
async function openElsewhere(): Promise<void> {
  const program = `
    import { openLog } from "#lib/base/log";
    import { openDatabase } from "#lib/db/client";
    openLog("silent");
    await openDatabase({ url: "file:" + process.argv[1], alone: true });
    console.log("open");
    setInterval(() => undefined, 1000);`;
  const args = ["--import", "tsx", "--input-type=module", "--eval", program];
  holder = spawn(process.execPath, [...args, join(folder, "tinycrm.db")], {
    cwd: projectFile(),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const opened = await Promise.race([once(holder.stdout!, "data"), once(holder, "exit")]);
  expect(String(opened[0])).toContain("open");
}

async function kill(): Promise<void> {
  if (!holder || holder.exitCode !== null || holder.signalCode !== null) return;
  const ended = once(holder, "exit");
  holder.kill("SIGKILL");
  await ended;
}

/** Each process reads the sources: several take a while on a busy machine; in ms. */
const timeout = 240_000;

describe("a database file that was lost", { timeout }, () => {
  beforeEach(() => {
    writeFileSync(join(folder, "installation"), `${"a".repeat(64)}\n`);
    writeFileSync(join(folder, "secret"), `${newSecret()}\n`, { mode: 0o600 });
  });

  it("is not made anew by a start that is refused, nor by a command", () => {
    const { status, printed } = start();
    expect(status).toBe(1);
    expect(printed).toContain("the database is empty, and there was one before");
    expect(readdirSync(folder).sort()).toEqual(["installation", "secret"]);
    for (const args of [
      ["user", "list"],
      ["backup", join(folder, "b")],
    ]) {
      const refused = tinycrm(...args);
      expect(refused.status, refused.printed).toBe(1);
      expect(refused.printed).toContain("There is no database here");
    }
    expect(readdirSync(folder).sort()).toEqual(["installation", "secret"]);
  });

  it("is refused by commands where it lies there without anything in it", async () => {
    await openElsewhere();
    await kill();
    const refused = tinycrm("user", "list");
    expect(refused.status, refused.printed).toBe(1);
    expect(refused.printed).toContain("the database is empty, and there was one before");
  });
});

describe("a database file on which a product runs", { timeout }, () => {
  it("is no other product's, and no move's, until that has ended, killed or not", async () => {
    await openElsewhere();
    const second = start();
    expect(second.status).toBe(1);
    expect(second.printed).toMatch(
      /^tinyCRM can't start: tinyCRM already runs on .*stop that one/m,
    );
    expect(second.printed).toContain(`in the folder ${folder}`);
    const move = tinycrm("move", "--to", "postgresql://postgres@127.0.0.1:9/crm");
    expect(move.status).toBe(1);
    expect(move.printed).toContain("stop the product first");
    const person = ["user", "add", "ada@office.test", "--name", "Ada", "--role", "admin"];
    expect(tinycrm(...person)).toMatchObject({ status: 0 });
    expect(tinycrm("backup", join(folder, "b"))).toMatchObject({ status: 0 });
    await kill();
    await openElsewhere();
    const db = new Database(join(folder, "tinycrm.db"), { readonly: true });
    expect(db.prepare(`SELECT count(*) FROM "User"`).pluck().get()).toBe(1);
    db.close();
  });
});
