/** Nobody takes what the product logs: a full disk, a reader that has gone, one that reads no more. */
import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freePort } from "#lib/providers/testing";
import { hookToken, hookedProvision } from "#lib/testing/kit/office-provision";
import { askHealth, probeHealth } from "#lib/testing/kit/probe-health";
import { mountSmallDisk } from "#lib/testing/kit/small-disk";
import { createPostgresql } from "#lib/testing/kit/test-database";
import { waitUntil } from "#lib/testing/kit/wait-until";

let dataDir: string;
let port: number;
let product: ChildProcess | undefined;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "tinycrm-logging-"));
  port = await freePort();
});
afterEach(() => {
  product?.kill("SIGKILL");
  rmSync(dataDir, { recursive: true, force: true });
});

/** @param out where stdout and stderr go */
function start(out: "pipe" | number, env: Record<string, string> = {}): ChildProcess {
  const provision = hookedProvision();
  const file = join(dataDir, "provision.json");
  writeFileSync(file, JSON.stringify(provision), { mode: 0o600 });
  const own = {
    HOST: "127.0.0.1",
    PORT: String(port),
    TINYCRM_DATA_DIR: dataDir,
    TINYCRM_PROVISION: file,
    TINYCRM_DRAIN_SECONDS: "0",
  };
  return spawn(process.execPath, ["bin/start.mjs"], {
    env: { ...process.env, NODE_OPTIONS: "", ...own, ...env },
    stdio: ["ignore", out, out],
  });
}

const url = () => `http://127.0.0.1:${port}`;
const healthy = () =>
  waitUntil("healthy", async () => (await askHealth(url())) === 200, { timeout: 60_000 });

/** Each of these hooks is a line of the log. */
async function log(lines: number): Promise<void> {
  for (let n = 0; n < lines; n += 50) {
    await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const answer = await fetch(`${url()}/api/hooks/kyiv`, {
          method: "POST",
          headers: { authorization: hookToken },
          body: `callstatus=${n + index}`,
        });
        await answer.arrayBuffer();
      }),
    );
  }
}

async function expectAnswersAndEnds(child: ChildProcess): Promise<void> {
  const probe = probeHealth(url());
  await log(6_000);
  const { statuses, p99 } = await probe.stop();
  expect(Object.keys(statuses)).toEqual(["200"]);
  expect(p99).toBeLessThan(1_000);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
}

describe("what is logged", () => {
  it("to a full disk is lost, and told once there is room again", async () => {
    const disk = mountSmallDisk(1);
    if (!disk) return;
    try {
      const file = openSync(join(disk.path, "server.log"), "a");
      product = start(file);
      await healthy();
      disk.fill();
      const probe = probeHealth(url());
      await log(500);
      expect(Object.keys((await probe.stop()).statuses)).toEqual(["200"]);
      disk.free();
      await log(50);
      const lines = readFileSync(join(disk.path, "server.log"), "utf8").trim().split("\n");
      const told = lines.filter((line) => line.includes("log lines could not be written"));
      expect(told).toHaveLength(1);
      expect(JSON.parse(told[0]!)).toMatchObject({ level: "warn", lost: expect.any(Number) });
      await expectAnswersAndEnds(product);
      closeSync(file);
    } finally {
      product?.kill("SIGKILL");
      disk.remove();
    }
  });

  it("to a reader that reads no more holds nobody", async () => {
    product = start("pipe");
    await healthy();
    await expectAnswersAndEnds(product);
  });

  it("to a reader that has gone holds nobody, on either database", async () => {
    const postgresql = process.env.TEST_DATABASE_URL ? await createPostgresql() : null;
    const databases: Record<string, string>[] = [{}];
    if (postgresql) databases.push({ DATABASE_URL: postgresql.url });
    try {
      for (const env of databases) {
        rmSync(join(dataDir, "installation"), { force: true });
        rmSync(join(dataDir, "secret"), { force: true });
        product = start("pipe", env);
        await healthy();
        product.stdout?.destroy();
        product.stderr?.destroy();
        await expectAnswersAndEnds(product);
      }
    } finally {
      await postgresql?.drop();
    }
  });
});
