/** A copy of the program is cut off from PostgreSQL without a word, in the middle of its transactions. */
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { afterAll, expect, it } from "vitest";
import { createTestDatabase } from "#lib/testing/kit/test-database";
import { startTcpProxy } from "#lib/testing/kit/tcp-proxy";
import { directPostgresql } from "./direct-postgresql";

const { url, close } = await createTestDatabase();
afterAll(close);

it("gives its locks up within seconds, and works on new connections once it is back", async () => {
  const wire = await startTcpProxy({ port: Number(new URL(url).port || 5432) });
  const through = new URL(url);
  through.port = String(wire.port);
  const cutOff = directPostgresql(through.href);
  const other = new Client({ connectionString: url });
  await other.connect();
  await other.query(`INSERT INTO "Setting" ("key", "value") VALUES ('held', '0')`);
  const add = `UPDATE "Setting" SET "value" = ("value"::int + 1)::text WHERE "key" = 'held'`;
  const none = `SELECT 1 FROM json_array_elements($1::json)`;
  try {
    const holding = cutOff.transaction(async (tx) => {
      await tx.run(`${add} AND $1::json IS NOT NULL`, []);
      wire.become({ halfOpen: true });
      await tx.rows(none, []);
    });
    const failed = holding.catch((error: unknown) => error);
    await sleep(500);
    const from = performance.now();
    await other.query(add);
    expect(performance.now() - from).toBeLessThan(6_000);
    wire.become({});
    expect(await failed).toBeInstanceOf(Error);
    // As many as there are connections.
    const again = Array.from({ length: 4 }, () =>
      cutOff.transaction((tx) => tx.run(`${add} AND $1::json IS NOT NULL`, [])),
    );
    await Promise.all(again);
    const { rows } = await other.query<{ value: string }>(
      `SELECT "value" FROM "Setting" WHERE "key" = 'held'`,
    );
    expect(rows).toEqual([{ value: "5" }]);
  } finally {
    await other.end();
    await wire.close();
    await cutOff.close();
  }
});
