import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it, vi } from "vitest";
import { directSqlite } from "./direct-sqlite";
import { insertSql } from "./json-sql";
import { createGate } from "./sqlite-gate";
import { eventually } from "#lib/testing/kit/eventually";

it("brings what is in the log home to the file, beside the work", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tinycrm-checkpoint-"));
  const path = join(folder, "live.db");
  const made = new Database(path);
  made.exec(`PRAGMA journal_mode=WAL; CREATE TABLE "Setting" ("key" TEXT, "value" TEXT)`);
  made.close();
  const direct = directSqlite(path, createGate(), { copiesLog: true });
  const columns = { key: "text", value: "text" } as const;
  await direct.transaction((tx) =>
    tx.run(insertSql(tx.dialect, { table: "Setting", columns }), [["home", "1"]]),
  );
  await vi.waitFor(() => {
    // The file alone, without its log.
    const copy = join(folder, `${Date.now()}.db`);
    copyFileSync(path, copy);
    const found = new Database(copy).prepare(`SELECT "key" FROM "Setting"`).all();
    expect(found).toEqual([{ key: "home" }]);
  }, eventually);
  await direct.close();
  rmSync(folder, { recursive: true, force: true });
});
