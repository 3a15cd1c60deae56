import { appendFileSync, existsSync, readFileSync, rmSync, statSync, truncateSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { closeDatabase, db, openDatabase } from "#lib/db/client";
import { dialect, useInstallation } from "#lib/testing/kit/backed-up";
import { makeBackup, restoreBackup, verifyBackup } from "./backup";
import { databaseNames, manifestName } from "./manifest";

const databaseName = databaseNames[dialect];
const here = useInstallation();

describe("a backup", () => {
  it("brings everything back into an empty place, and nobody else may read it", async () => {
    const made = await makeBackup(here.places, here.at("b"));
    expect(made).toMatchObject({ dialect, secret: "included" });
    expect(statSync(here.at("b")).mode & 0o77).toBe(0);
    expect(statSync(join(here.at("b"), "secret")).mode & 0o77).toBe(0);
    const before = await db().contact.findMany({ orderBy: { id: "asc" } });
    const target = await here.emptyPlaces();
    await restoreBackup(here.at("b"), target);
    expect(readFileSync(target.secretFile!, "utf8")).toBe(
      readFileSync(here.places.secretFile!, "utf8"),
    );
    await closeDatabase();
    await openDatabase({ url: target.databaseUrl });
    expect(await db().contact.findMany({ orderBy: { id: "asc" } })).toEqual(before);
  });

  it("is of one moment, whoever writes meanwhile", async () => {
    let writing = true;
    let written = 0;
    const writer = (async () => {
      while (writing) {
        const at = String(written++);
        // Both or neither: a copy that has one of them alone is of two moments.
        await db().$transaction([
          db().setting.create({ data: { key: `a${at}`, value: at } }),
          db().setting.create({ data: { key: `b${at}`, value: at } }),
        ]);
      }
    })();
    await promisify(setTimeout)(50);
    await makeBackup(here.places, here.at("b"));
    writing = false;
    await writer;
    const target = await here.emptyPlaces();
    await restoreBackup(here.at("b"), target);
    await closeDatabase();
    await openDatabase({ url: target.databaseUrl });
    const keys = (await db().setting.findMany()).map(({ key }) => key);
    const count = (letter: string) => keys.filter((key) => key.startsWith(letter)).length;
    expect(count("a")).toBeGreaterThan(0);
    expect(count("a")).toBe(count("b"));
  });

  it.each([
    ["a byte is another one", (path: string) => flip(path), "has been changed"],
    ["its end is missing", (path: string) => truncateSync(path, 5_000), "bytes instead of"],
    ["something was added", (path: string) => appendFileSync(path, "x"), "bytes instead of"],
    ["the database is missing", (path: string) => rmSync(path), "is missing"],
  ])("is refused before anything is touched when %s", async (_, spoil, words) => {
    await makeBackup(here.places, here.at("b"));
    spoil(join(here.at("b"), databaseName));
    await expect(verifyBackup(here.at("b"))).rejects.toThrow(words);
    const target = await here.emptyPlaces();
    await expect(restoreBackup(here.at("b"), target)).rejects.toThrow(words);
    expect(existsSync(target.dataDir)).toBe(false);
  });

  it("overwrites nothing: neither a backup nor an installation", async () => {
    await makeBackup(here.places, here.at("b"));
    await expect(makeBackup(here.places, here.at("b"))).rejects.toThrow("exists already");
    await expect(restoreBackup(here.at("b"), here.places)).rejects.toThrow(
      "There is a database already",
    );
  });

  it("is neither made nor taken back where the folder above is missing", async () => {
    const missing = join(here.folder, "not-mounted", "b");
    await expect(makeBackup(here.places, missing)).rejects.toThrow("is a volume not mounted?");
    await makeBackup(here.places, here.at("b"));
    const target = await here.emptyPlaces();
    const away = { ...target, dataDir: join(here.folder, "not-mounted", "data") };
    await expect(restoreBackup(here.at("b"), away)).rejects.toThrow("is a volume not mounted?");
    expect(existsSync(join(here.folder, "not-mounted"))).toBe(false);
  });

  it("is not made of a database without tables, nor without the secret it needs", async () => {
    const empty = { ...here.places, databaseUrl: (await here.emptyPlaces()).databaseUrl };
    await expect(makeBackup(empty, here.at("b"))).rejects.toThrow("There is no database here");
    const mistyped = join(here.folder, "mistyped", "secret");
    const other = makeBackup({ ...here.places, secretFile: mistyped }, here.at("b"));
    await expect(other).rejects.toThrow(`${mistyped} is missing`);
    expect(existsSync(join(here.folder, "mistyped"))).toBe(false);
  });

  if (dialect === "sqlite") {
    it("of a damaged database is refused in a sentence", async () => {
      await db().$queryRawUnsafe("PRAGMA wal_checkpoint(TRUNCATE)");
      await closeDatabase();
      truncateSync(here.places.databaseUrl.replace("file:", ""), 20_000);
      await expect(makeBackup(here.places, here.at("b"))).rejects.toThrow(/^[^\n]* is damaged/);
      expect(existsSync(`${here.at("b")}.part`)).toBe(false);
    });
  }

  it("leaves nothing half-made when the database is away", async () => {
    const away =
      dialect === "sqlite" ? "file:/nowhere/x.db" : "postgresql://postgres@127.0.0.1:9/x";
    await expect(makeBackup({ ...here.places, databaseUrl: away }, here.at("b"))).rejects.toThrow();
    expect(existsSync(here.at("b"))).toBe(false);
    expect(existsSync(`${here.at("b")}.part`)).toBe(false);
  });

  it.each([
    ["an empty folder", async () => undefined, "this folder is no backup"],
    ["no JSON", (path: string) => writeFile(path, "{"), "is not as this version"],
    ["another program's", (path: string) => writeFile(path, `{"format":2}`), "format"],
    [
      "a file outside of it",
      async (path: string) => {
        const manifest = JSON.parse(readFileSync(path, "utf8")) as { files: { path: string }[] };
        manifest.files[0]!.path = "../../etc/passwd";
        await writeFile(path, JSON.stringify(manifest));
      },
      "files.0.path",
    ],
  ])("is refused in a sentence when its manifest is %s", async (kind, write, words) => {
    await makeBackup(here.places, here.at("b"));
    const path = join(here.at("b"), manifestName);
    if (kind === "an empty folder") rmSync(path);
    await write(path);
    await expect(verifyBackup(here.at("b"))).rejects.toThrow(words);
  });

  it("keeps a secret that lay where it is restored", async () => {
    await makeBackup(here.places, here.at("b"));
    const target = await here.emptyPlaces();
    await mkdir(target.dataDir);
    await writeFile(target.secretFile!, "another".repeat(6));
    await restoreBackup(here.at("b"), target);
    const kept = () => readFileSync(`${target.secretFile!}.before-restore`, "utf8");
    expect(kept()).toBe("another".repeat(6));
    // Broken off before the database was there, it is repeated.
    if (dialect === "sqlite") {
      rmSync(join(target.dataDir, "x.db"));
      await restoreBackup(here.at("b"), target);
      expect(kept()).toBe("another".repeat(6));
    }
  });
});

function flip(path: string): void {
  const bytes = readFileSync(path);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = bytes[middle]! ^ 0xff;
  rmSync(path);
  appendFileSync(path, bytes);
}
