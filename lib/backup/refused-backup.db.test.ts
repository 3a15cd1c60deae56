/** Backups that hold nothing worth keeping, and places that take none. */
import { existsSync, readFileSync, readdirSync, truncateSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/db/client";
import { dialect, useInstallation } from "#lib/testing/kit/backed-up";
import { mountSmallDisk, type SmallDisk } from "#lib/testing/kit/small-disk";
import { makeBackup, restoreBackup, verifyBackup } from "./backup";
import { databaseNames, describeFile, manifestName, type Manifest } from "./manifest";

const databaseName = databaseNames[dialect];
const here = useInstallation();
const trial = mountSmallDisk(1);
const canMount = trial !== null;
trial?.remove();

describe("a backup", () => {
  it("is neither made of an emptied database nor taken for whole", async () => {
    await db().user.deleteMany();
    await expect(makeBackup(here.places, here.at("b"))).rejects.toThrow(
      /^DATABASE_URL: nobody has an account/,
    );
    expect(readdirSync(here.folder)).toEqual(["data"]);
  });

  if (dialect === "sqlite") {
    it.each([
      ["no rows", `DELETE FROM "User"`, "nobody has an account"],
      ["no tables", `DROP TABLE "User"`, "is no database of tinyCRM"],
    ])("of which the database holds %s is not taken for whole", async (_, statement, words) => {
      await makeBackup(here.places, here.at("b"));
      const copy = new Database(join(here.at("b"), databaseName));
      copy.pragma("foreign_keys = OFF");
      copy.exec(statement);
      copy.close();
      await signAnew();
      await expect(verifyBackup(here.at("b"))).rejects.toThrow(words);
    });

    it("of which the database is an empty file is not taken for whole", async () => {
      await makeBackup(here.places, here.at("b"));
      truncateSync(join(here.at("b"), databaseName), 0);
      await signAnew();
      await expect(verifyBackup(here.at("b"))).rejects.toThrow(/^[^\n]*database\.sqlite is/);
    });
  }

  if (canMount) {
    describe("at a place that takes no more", () => {
      let disk: SmallDisk;
      beforeEach(() => (disk = mountSmallDisk(1)!));
      afterEach(() => disk.remove());

      it("is refused in a sentence on a full disk, and leaves nothing half", async () => {
        disk.fill();
        const target = join(disk.path, "b");
        await expect(makeBackup(here.places, target)).rejects.toThrow(
          /^[^\n]*(full|No space left)[^\n]*$/,
        );
        expect(readdirSync(disk.path)).toEqual(["ballast"]);
      });

      it("is refused in a sentence on a disk that is mounted read-only", async () => {
        disk.lock();
        const made = makeBackup(here.places, join(disk.path, "b"));
        await expect(made).rejects.toThrow(/^[^\n]* the disk is mounted read-only$/);
        expect(readdirSync(disk.path)).toEqual([]);
      });

      it("is not taken back by halves, and goes on when there is room", async () => {
        await makeBackup(here.places, here.at("b"));
        const { databaseUrl } = await here.emptyPlaces();
        const dataDir = join(disk.path, "data");
        const onDisk = {
          dataDir,
          secretFile: join(dataDir, "secret"),
          databaseUrl: dialect === "sqlite" ? `file:${join(dataDir, "x.db")}` : databaseUrl,
        };
        await mkdir(dataDir);
        await writeFile(onDisk.secretFile, "another".repeat(6));
        disk.fill();
        await expect(restoreBackup(here.at("b"), onDisk)).rejects.toThrow(/ the disk is full$/);
        disk.free();
        if (dialect === "sqlite") expect(existsSync(join(dataDir, "x.db.restoring"))).toBe(false);
      });
    });
  }

  it("is not made where a file is", async () => {
    await writeFile(here.at("file"), "");
    await expect(makeBackup(here.places, here.at("file"))).rejects.toThrow("exists already");
    const below = makeBackup(here.places, join(here.at("file"), "b"));
    await expect(below).rejects.toThrow("what it would lie in is no folder");
  });

  /** Describes the files as they are now, as if the backup had been made so. */
  async function signAnew(): Promise<void> {
    const path = join(here.at("b"), manifestName);
    const manifest = JSON.parse(readFileSync(path, "utf8")) as Manifest;
    const files = manifest.files.map((file) => describeFile(here.at("b"), file.path));
    await writeFile(path, JSON.stringify({ ...manifest, files: await Promise.all(files) }));
  }
});
