/** Two copies on one PostgreSQL and one Redis: an import whose copy is killed goes on at the other. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { pieceSize, type ImportOptions } from "#lib/contacts/import/import-options";
import type { ImportView } from "#lib/contacts/import/queries";
import { admin, hookedProvision } from "#lib/testing/kit/office-provision";
import { startProductProcess, type ProductProcess } from "#lib/testing/kit/product-process";
import { openReader } from "#lib/testing/kit/read-stored";
import { signIn } from "#lib/testing/kit/sign-in";
import { createPostgresql } from "#lib/testing/kit/test-database";
import { csvHeading, csvOptions } from "#lib/testing/kit/import-file";
import { waitUntil } from "#lib/testing/kit/wait-until";

const redisUrl = process.env.TEST_REDIS_URL;
const rowCount = 20_000;
const rows = Array.from({ length: rowCount }, (_, n) => {
  return `Person ${n},+7343${1_000_000 + n},p${n}@x.test,Company ${n % 500},,vip,${"words ".repeat(8)}\n`;
});
// Were a row written twice, there would be two.
const options: ImportOptions = { ...csvOptions, duplicates: "create" };

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function startCopy(databaseUrl: string) {
  const dataDir = mkdtempSync(join(tmpdir(), "tinycrm-copy-"));
  const env = {
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl!,
    TINYCRM_SECRET: "the same secret on all copies of an installation",
    TINYCRM_LOG_LEVEL: "warn",
  };
  const product = await startProductProcess({ dataDir, provision: hookedProvision(), env });
  cleanUps.push(async () => {
    await product.stop("SIGKILL");
    rmSync(dataDir, { recursive: true, force: true });
  });
  return { product, dataDir };
}

it.skipIf(!process.env.TEST_DATABASE_URL || !redisUrl)(
  "takes each row once, although the copy that works on it is killed",
  async () => {
    const { url, drop } = await createPostgresql();
    cleanUps.push(drop);
    const first = await startCopy(url);
    const second = await startCopy(url);
    const db = await openReader(url);
    cleanUps.push(() => db.$disconnect());
    const cookie = await signIn(first.product.url, admin);
    const ask = (to: ProductProcess, path: string, init: RequestInit = {}) =>
      fetch(`${to.url}/api/imports${path}`, {
        ...init,
        headers: { cookie, origin: to.url, "content-type": "application/json" },
      });

    const begun = await ask(first.product, "/uploads", { method: "POST" });
    const { id: uploadId } = (await begun.json()) as { id: string };
    const file = Buffer.from(csvHeading + rows.join(""));
    // As through a balancer without stickiness: each piece comes to the other copy.
    for (let at = 0, n = 0; at < file.length; at += pieceSize, n++) {
      const to = n % 2 ? first.product : second.product;
      const body = file.subarray(at, at + pieceSize);
      const sent = await ask(to, `/uploads/${uploadId}?at=${at}`, { method: "PUT", body });
      expect(sent.status).toBe(204);
    }
    const order = { uploadId, fileName: "people.csv", total: rowCount, options };
    const started = await ask(first.product, "", { method: "POST", body: JSON.stringify(order) });
    expect(started.status).toBe(201);
    const { id } = (await started.json()) as { id: string };
    const view = async () => (await (await ask(second.product, `/${id}`)).json()) as ImportView;

    await waitUntil("well under way", async () => (await view()).position > rowCount / 10);
    await first.product.stop("SIGKILL");
    const killedAt = performance.now();
    const { position } = await view();
    expect(position).toBeLessThan(rowCount);
    const patience = { timeout: 30_000, interval: 50 };
    await waitUntil("goes on", async () => (await view()).position > position, patience);
    const wentOn = Math.round(performance.now() - killedAt);
    await waitUntil("done", async () => (await view()).state !== "running", {
      timeout: 60_000,
      seen: view,
    });
    const counts = { position: rowCount, created: rowCount, updated: 0, skipped: 0, failed: 0 };
    expect(await view()).toMatchObject({ state: "done", ...counts });
    expect(await db.contact.count({ where: { importId: id } })).toBe(rowCount);
    const { count: distinct } = (
      await db.$queryRaw<{ count: bigint }[]>`SELECT count(DISTINCT "e164") FROM "ContactNumber"`
    )[0]!;
    expect([await db.contactNumber.count(), Number(distinct)]).toEqual([rowCount, rowCount]);
    await waitUntil("the file is gone", async () => (await db.importPiece.count()) === 0);
    expect(readdirSync(join(second.dataDir, "imports"))).toEqual([]);
    process.stdout.write(`killed at row ${position}, goes on after ${wentOn} ms\n`);
  },
);
