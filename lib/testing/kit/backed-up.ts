/** An installation to be backed up before each test of a file: a database with people and contacts, a secret, an import. */
import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import type { Places } from "#lib/base/config";
import { newSecret } from "#lib/base/secret-file";
import { db } from "#lib/db/client";
import { createPostgresql, createTestDatabase } from "./test-database";

export const dialect = process.env.TEST_DIALECT === "postgresql" ? "postgresql" : "sqlite";

export interface BackedUp {
  /** Holds everything of a test. */
  folder: string;
  places: Places;
  at(name: string): string;
  /** Where a backup can be taken back. */
  emptyPlaces(): Promise<Places>;
}

export function useInstallation(): BackedUp {
  const cleanUps: (() => Promise<unknown>)[] = [];
  const here: BackedUp = {
    folder: "",
    places: { dataDir: "", databaseUrl: "", secretFile: null },
    at: (name) => join(here.folder, name),
    async emptyPlaces() {
      const dataDir = here.at("new");
      const secretFile = join(dataDir, "secret");
      if (dialect === "sqlite") {
        return { dataDir, databaseUrl: `file:${join(dataDir, "x.db")}`, secretFile };
      }
      const { url, drop } = await createPostgresql();
      cleanUps.push(drop);
      return { dataDir, databaseUrl: url, secretFile };
    },
  };
  beforeEach(async () => {
    here.folder = mkdtempSync(join(tmpdir(), "tinycrm-backup-"));
    const source = await createTestDatabase();
    cleanUps.push(source.close);
    const dataDir = here.at("data");
    await mkdir(dataDir, { recursive: true });
    await writeFile(join(dataDir, "secret"), `${newSecret()}\n`);
    here.places = { dataDir, databaseUrl: source.url, secretFile: join(dataDir, "secret") };
    const contacts = Array.from({ length: 300 }, (_, n) => {
      const name = `Анна ${n}`;
      return { id: String(n), name, searchText: `анна ${n}` };
    });
    await db().contact.createMany({ data: contacts });
    const ada = { email: "ada@office.test", name: "Ada", role: "admin", passwordHash: "x" };
    await db().user.create({ data: ada });
  });
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0)) await cleanUp();
    rmSync(here.folder, { recursive: true, force: true });
  });
  return here;
}
