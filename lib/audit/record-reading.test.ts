/** Readings on a disk without space, where nothing can be written any more. */
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { log } from "#lib/base/log";
import { closeDatabase, db, openDatabase, transaction } from "#lib/db/client";
import { mountSmallDisk } from "#lib/testing/kit/small-disk";
import { recordDeed, recordReading } from "./record-audit";

const disk = mountSmallDisk(8);

describe.skipIf(!disk)("with no space left", () => {
  beforeAll(async () => {
    await openDatabase({ url: `file:${disk!.path}/tinycrm.db` });
    disk!.fill();
    const write = (key: string) =>
      transaction((tx) => tx.setting.create({ data: { key, value: "x".repeat(10_000) } }));
    // SQLite's log has room of its own, which is used up first.
    const untilFull = async () => {
      for (let key = 0; ; key++) await write(String(key));
    };
    await expect(untilFull()).rejects.toThrow("full");
  });
  afterAll(async () => {
    await closeDatabase();
    disk!.remove();
  });

  it("a reading goes on, and its entry is a line of the log", async () => {
    const line = vi.spyOn(log(), "error").mockImplementation(() => undefined);
    await recordReading({ event: "export.rest", subject: { kind: "contact", id: "7" } });
    expect(line).toHaveBeenCalledWith(
      expect.objectContaining({ event: "export.rest", subject: { kind: "contact", id: "7" } }),
      "a reading could not be recorded",
    );
    line.mockRestore();
    expect(await db().auditEntry.count()).toBe(0);
  });

  it("a deed does not", async () => {
    await expect(recordDeed({ event: "contact.exported" })).rejects.toThrow("full");
  });
});
