/** Commands of whoever hosts it, beside the running product: how soon they count, and what they cost calls. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import Database from "better-sqlite3";
import { Client } from "pg";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { projectFile } from "#lib/base/project-file";
import { admin, hookToken, hookedProvision } from "#lib/testing/kit/office-provision";
import { startProductProcess, type ProductProcess } from "#lib/testing/kit/product-process";
import { signIn } from "#lib/testing/kit/sign-in";
import { createPostgresql } from "#lib/testing/kit/test-database";
import { waitUntil } from "#lib/testing/kit/wait-until";

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "tinycrm-commands-"));
const server = process.env.TEST_DATABASE_URL ? await createPostgresql() : null;
const url = server?.url ?? `file:${join(folder, "tinycrm.db")}`;
const env = { DATABASE_URL: url, TINYCRM_LOG_LEVEL: "error" };
const sockets: Socket[] = [];
let product: ProductProcess;

beforeAll(async () => {
  product = await startProductProcess({ dataDir: folder, provision: hookedProvision(), env });
  await waitUntil("ready", async () => (await fetch(`${product.url}/api/health`)).status === 200);
});
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await product.stop();
  await server?.drop();
  rmSync(folder, { recursive: true, force: true });
});

const tinycrm = (...args: string[]) =>
  run(process.execPath, ["bin/tinycrm.mjs", ...args], {
    cwd: projectFile(),
    env: { ...process.env, ...env, TINYCRM_DATA_DIR: folder, PORT: new URL(product.url).port },
  });

async function openBrowser(name: string): Promise<Socket> {
  const person = { ...admin, email: `${name}@office.test` };
  const cookie = await signIn(product.url, person);
  const socket = io(product.url, {
    extraHeaders: { cookie },
    transports: ["websocket"],
    reconnection: false,
  });
  sockets.push(socket);
  await waitUntil(`${name}'s socket`, () => socket.connected);
  return socket;
}

it("who is disabled by the command is cut off within seconds, and nobody else is", async () => {
  const [olena, ivan] = [await openBrowser("olena"), await openBrowser("ivan")];
  await tinycrm("user", "disable", "olena@office.test");
  const began = performance.now();
  await waitUntil("olena is cut off", () => !olena.connected);
  expect(performance.now() - began).toBeLessThan(8_000);
  expect(ivan.connected).toBe(true);
});

it("finds no fault in what runs", async () => {
  const { stdout } = await tinycrm("doctor");
  expect(stdout).not.toMatch(/^fault/m);
  expect(stdout).toMatch(/^ok +WebSockets/m);
});

/** So many writes a second, as a busy day has. */
const writes = 50;
/** What may be added by a backup to what a hook takes, in ms. */
const bearable = 300;

interface Sent {
  status: number;
  /** In ms. */
  took: number;
}

/** Sends a call's start each few ms, whatever became of those before. @returns what each got, the quickest first */
async function sendHooks(during: Promise<unknown>): Promise<Sent[]> {
  const all: Promise<Sent>[] = [];
  let running = true;
  void during.finally(() => (running = false));
  while (running) {
    all.push(sendHook(`044${String(1_000_000 + sent++)}`));
    await sleep(1_000 / writes);
  }
  await during;
  return (await Promise.all(all)).sort((a, b) => a.took - b.took);
}

let sent = 0;

async function sendHook(numberA: string): Promise<Sent> {
  const began = performance.now();
  const told = { callstatus: "start", calldate: "2026-11-29 10:00:00", direction: "i" };
  const answer = await fetch(`${product.url}/api/hooks/kyiv`, {
    method: "POST",
    headers: { authorization: hookToken },
    body: new URLSearchParams({ ...told, numberA, numberB: "101" }),
  });
  await answer.arrayBuffer();
  return { status: answer.status, took: performance.now() - began };
}

/** A statement from beside the product. */
async function execute(statement: string): Promise<void> {
  if (!server) {
    const db = new Database(url.replace(/^file:/, ""), { timeout: 10_000 });
    db.exec(statement);
    return void db.close();
  }
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

const p99 = (all: readonly Sent[]) => all[Math.floor(all.length * 0.99)]!.took;

it("a backup of a grown database costs hooks less than 300 ms, and has what was there", async () => {
  const series = server
    ? `generate_series(1, 200000) AS n(i)`
    : `(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) SELECT i FROM n)`;
  const pad = server ? `repeat('x', 1000)` : `printf('%.1000c', 'x')`;
  await execute(
    `INSERT INTO "InboxMessage" ("connectionId", "key", "raw", "status")
     SELECT (SELECT min("id") FROM "Connection"), 'old ' || i, ${pad}, 'applied' FROM ${series}`,
  );
  // The seed's own writing must not be in the figures.
  await sleep(3_000);
  const before = await sendHooks(sleep(5_000));
  const backup = join(folder, "backup");
  const during = await sendHooks(tinycrm("backup", backup));
  const figures = { before: p99(before), during: p99(during), worst: during.at(-1)!.took };
  // A machine that others keep so busy says nothing of what a backup costs.
  const isBusy = figures.before > bearable;
  expect(figures.during, JSON.stringify(figures)).toBeLessThan(
    isBusy ? Infinity : figures.before + bearable,
  );
  expect([...before, ...during].filter(({ status }) => status !== 200)).toEqual([]);
  await tinycrm("verify", backup);
});
