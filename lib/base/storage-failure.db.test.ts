/** A database that goes away while it is used: known for what it is, and told in a line. */
import { expect, it, vi } from "vitest";
import { closeDatabase, db, directTransaction, openDatabase } from "#lib/db/client";
import { createPostgresql } from "#lib/testing/kit/test-database";
import { startTcpProxy } from "#lib/testing/kit/tcp-proxy";
import { openLog } from "./log";
import { isStorageFailure } from "./storage-failure";

const questions: (() => Promise<unknown>)[] = [
  () => db().user.count(),
  () => db().$queryRaw`SELECT 1`,
  () => db().$transaction((tx) => tx.user.count()),
  () => directTransaction((tx) => tx.rows("SELECT 1", [])),
];

if (process.env.TEST_DIALECT === "postgresql") {
  it.each([
    ["cuts its connections", false],
    ["is gone", true],
  ])(
    "PostgreSQL that %s has failed, whatever it was asked, in one line of the log",
    async (_, gone) => {
      const { url, drop } = await createPostgresql();
      const { hostname: host, port } = new URL(url);
      const wire = await startTcpProxy({ host, port: Number(port || 5432) });
      await openDatabase({ url: url.replace(/@[^/]+/, `@127.0.0.1:${wire.port}`) });
      const lines: string[] = [];
      const write = vi.spyOn(process.stdout, "write").mockImplementation((line) => {
        lines.push(String(line));
        return true;
      });
      try {
        if (gone) await wire.close();
        else wire.become({ resetAfter: 0 });
        wire.cut("rst");
        const log = openLog("error");
        for (const question of questions) {
          const error = await question().then(
            () => null,
            (reason: unknown) => reason,
          );
          expect(isStorageFailure(error), String(error)).toBe(true);
          log.error({ err: error }, "it could not be read");
        }
        expect(lines).toHaveLength(questions.length);
        for (const line of lines) expect(line).not.toMatch(/\\n|stack|\.ts:/);
      } finally {
        write.mockRestore();
        openLog("silent");
        await closeDatabase();
        if (!gone) await wire.close();
        await drop();
      }
    },
  );
}

it("a wrong statement is no failure of the database", async () => {
  expect(isStorageFailure(new Error("no such column: x"))).toBe(false);
});
