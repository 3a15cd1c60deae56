/** What the product can't start with, it says in a sentence, soon; and what it loses while running, in a line. */
import { execFileSync } from "node:child_process";
import {
  chownSync,
  closeSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hookToken, hookedProvision } from "#lib/testing/kit/office-provision";
import { askHealth } from "#lib/testing/kit/probe-health";
import { spawnProduct, startProductProcess } from "#lib/testing/kit/product-process";
import { mountSmallDisk } from "#lib/testing/kit/small-disk";
import { waitUntil } from "#lib/testing/kit/wait-until";

const folder = mkdtempSync(join(tmpdir(), "tinycrm-refused-"));
const whole = join(folder, "whole");
const env = { TINYCRM_LOG_LEVEL: "error" };

/** In ms; on a machine that others keep busy, no longer than an ordinary first start takes there. */
let longest = 3_000;

beforeAll(async () => {
  const began = performance.now();
  mkdirSync(whole);
  const provision = hookedProvision();
  const product = await startProductProcess({ dataDir: whole, provision, env });
  longest = Math.max(longest, performance.now() - began);
  expect((await product.stop()).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let copies = 0;
function copyOfWhole(): string {
  const copy = join(folder, `copy-${++copies}`);
  cpSync(whole, copy, { recursive: true });
  return copy;
}

/** @returns what it has printed */
async function refused(dataDir: string, more: Record<string, string> = {}, within = longest) {
  const began = performance.now();
  const product = spawnProduct({ dataDir, env: { ...env, ...more } });
  const { code } = await product.exited;
  const took = performance.now() - began;
  const printed = product.output();
  expect(code, printed).toBe(1);
  expect(took, printed).toBeLessThan(within);
  expect(printed).toMatch(/^tinyCRM can't start: .+$/m);
  // A sentence, and no stack.
  expect(printed).not.toMatch(/^\s+at /m);
  return printed;
}

function damage(path: string, at: number): void {
  const file = openSync(path, "r+");
  writeSync(file, Buffer.alloc(4_096, 7), 0, 4_096, at);
  closeSync(file);
}

describe("refuses to start with", () => {
  it("another secret than the database was made with, until it is said to be lost", async () => {
    const dataDir = copyOfWhole();
    const other = { TINYCRM_SECRET: "0123456789abcdefghijklmnopqrstuvwxyz" };
    const words = await refused(dataDir, other);
    expect(words).toContain("TINYCRM_SECRET is not the secret with which");
    expect(words).toContain("remove the variable");
    const own = readFileSync(join(dataDir, "secret"));
    rmSync(join(dataDir, "secret"));
    expect(await refused(dataDir)).toContain("secret is not the secret with which");
    const lost = { ...env, TINYCRM_SECRET_LOST: "1" };
    const product = await startProductProcess({ dataDir, env: lost });
    await product.stop();
    const again = await startProductProcess({ dataDir, env });
    await again.stop();
    writeFileSync(join(dataDir, "secret"), own);
    await refused(dataDir);
  });

  it("an empty database where there was one before", async () => {
    const dataDir = copyOfWhole();
    rmSync(join(dataDir, "tinycrm.db"));
    expect(await refused(dataDir)).toContain("the database is empty, and there was one before");
    // And again: the first try has not made one.
    expect(await refused(dataDir)).toContain(join(dataDir, "installation"));
  });

  it.each([
    ["its beginning", 0],
    ["its middle", 40 * 4_096],
  ])("a database file that is damaged at %s", async (_, at) => {
    const dataDir = copyOfWhole();
    damage(join(dataDir, "tinycrm.db"), at);
    const printed = await refused(dataDir);
    expect(printed).toContain(`${join(dataDir, "tinycrm.db")} is damaged`);
    expect(printed).toContain("backup");
  });

  it("a data folder that is not there, is a file, or is another's", async () => {
    const away = join(folder, "not-mounted", "data");
    expect(await refused(away)).toContain(`${join(folder, "not-mounted")} does not exist`);
    const file = join(folder, "file");
    writeFileSync(file, "");
    expect(await refused(file)).toContain("must be a folder");
    const others = process.getuid?.() === 0 ? copyOfWhole() : "/usr";
    if (others !== "/usr") chownSync(others, 1_000, 1_000);
    expect(await refused(others)).toMatch(/belongs to user \d+/i);
  });

  it("a data folder on a disk that is read-only", async () => {
    const disk = mountSmallDisk(16);
    if (!disk) return;
    try {
      cpSync(whole, disk.path, { recursive: true });
      execFileSync("mount", ["-o", "remount,ro", disk.path]);
      expect(await refused(disk.path)).toContain("mounted read-only");
    } finally {
      disk.remove();
    }
  });

  it.each([
    [{ TINYCRM_PUBLIC_URL: "https://crm.example.com/tiny" }, "TINYCRM_PUBLIC_URL: must be a name"],
    [{ TINYCRM_PUBLIK_URL: "https://x.test" }, "the nearest is TINYCRM_PUBLIC_URL"],
    [{ TINYCRM_DATADIR: "/data" }, "the nearest is TINYCRM_DATA_DIR"],
  ])("%j", async (variables, words) => {
    expect(await refused(whole, variables as Record<string, string>)).toContain(words);
  });

  it("a PostgreSQL that is away, after it has waited for half a minute", async () => {
    const DATABASE_URL = "postgresql://crm:secret@127.0.0.1:1/crm";
    const printed = await refused(whole, { DATABASE_URL, TINYCRM_LOG_LEVEL: "warn" }, 36_000);
    expect(printed).toContain("PostgreSQL at 127.0.0.1:1 does not answer yet: waiting");
    expect(printed).toContain("PostgreSQL at 127.0.0.1:1 did not answer within 30 s");
    expect(printed).not.toContain("crm:secret");
  });
});

it("a database file that goes while it runs: nothing is accepted, one line says so, and it heals", async () => {
  const dataDir = copyOfWhole();
  const product = await startProductProcess({ dataDir, env: { TINYCRM_LOG_LEVEL: "error" } });
  const hook = async (n: number) => {
    const fields = { callstatus: "start", calldate: "2026-11-29 10:00:00", direction: "i" };
    const answer = await fetch(`${product.url}/api/hooks/kyiv`, {
      method: "POST",
      headers: { authorization: hookToken },
      body: new URLSearchParams({ ...fields, numberA: `04400${n}`, numberB: "101" }),
    });
    await answer.arrayBuffer();
    return answer.status;
  };
  expect([await hook(1), await askHealth(product.url)]).toEqual([200, 200]);
  const path = join(dataDir, "tinycrm.db");
  renameSync(path, `${path}.away`);
  for (let n = 2; n < 32; n++) expect(await hook(n)).toBe(503);
  expect(await askHealth(product.url)).toBe(503);
  const lines = product.output().match(/the database file is gone or another/g) ?? [];
  expect(lines).toHaveLength(1);
  renameSync(`${path}.away`, path);
  expect(await hook(2)).toBe(200);
  await waitUntil("healthy", async () => (await askHealth(product.url)) === 200);
  expect((await product.stop()).code).toBe(0);
});
