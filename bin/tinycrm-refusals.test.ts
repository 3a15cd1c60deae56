/** What the command refuses, and in which words: nothing of it depends on the kind of database. */
import { existsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { configSlot } from "#lib/base/config";
import { db } from "#lib/db/client";
import { saveUser } from "#lib/people/save-user";
import { openCommand } from "#lib/testing/kit/bundled-command";
import { testConfig } from "#lib/testing/kit/test-config";
import { createTestDatabase, type TestDatabase } from "#lib/testing/kit/test-database";

let database: TestDatabase;
const { folder, run: tinycrm } = openCommand(() => ({ DATABASE_URL: database.url }));
beforeAll(async () => {
  configSlot.set(testConfig());
  database = await createTestDatabase();
  const admin = { email: "admin@office.test", name: "Ada", role: "admin" } as const;
  await saveUser({ ...admin, password: "correct horse battery" });
});
afterAll(() => database.close());

const timeout = 240_000;

const wrongProvision = join(folder, "wrong-provision.json");
writeFileSync(
  wrongProvision,
  JSON.stringify({ users: [{ email: "a@x.test", name: "A", role: "king" }] }),
  { mode: 0o600 },
);
const noDatabase = "There is no database here";

describe("tinycrm user", { timeout }, () => {
  it.each([
    [["user", "reset", "nobody@office.test"], "Nobody here has this e-mail"],
    [["user", "add", "olena", "--name", "Olena"], "email: must be an e-mail address"],
    [["user", "add", "o@office.test", "--name", " "], "name: must not be empty"],
    [["user", "add", "o@office.test", "--name", "O\nP"], "name: must be one line"],
    [["backup", ""], "folder: must not be empty"],
    [["move", "--to", ""], "--to: must not be empty"],
    [["import", "x.csv", "--country", ""], "--country: must not be empty"],
    [["import", tmpdir()], "is a folder"],
    [["backup", "/dev/null/x"], "what it would lie in is no folder"],
    [["backup", "/proc/x"], "what it would lie in takes no folders"],
    [["backup", "/nowhere/at/all"], "is a volume not mounted?"],
    [["verify", "/nowhere"], "this folder is no backup"],
  ])("refuses %j in a sentence", (args, words) => {
    const refused = tinycrm(args);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain(words);
    expect(refused.stderr.split("\n")).toHaveLength(1);
  });

  it("says in a sentence that the database can't be opened", () => {
    const damaged = join(folder, "damaged.db");
    writeFileSync(damaged, "no database at all".repeat(100));
    const refused = tinycrm(["user", "list"], { DATABASE_URL: `file:${damaged}` });
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain(damaged);
    expect(refused.stderr).not.toMatch(/^\s+at /m);
  });

  it("makes no installation where there is none", () => {
    const nowhere = { DATABASE_URL: `file:${join(folder, "none", "x.db")}` };
    const refused = tinycrm(["user", "list"], nowhere);
    expect(refused).toMatchObject({ status: 1 });
    expect(refused.stderr).toContain("There is no database here");
  });

  it.each([
    ["user", "list"],
    ["backup", join(folder, "b")],
    ["move", "--to", "postgresql://postgres@127.0.0.1:9/crm"],
  ])("makes no folder where the data folder is mistyped: %s", (...args) => {
    const mistyped = join(folder, "mistyped");
    const refused = tinycrm(args, { DATABASE_URL: "", TINYCRM_DATA_DIR: mistyped });
    expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining(noDatabase) });
    expect(existsSync(mistyped)).toBe(false);
  });
});

describe("tinycrm import", { timeout }, () => {
  it.each([
    ["nothing.csv", "", "The file is empty"],
    ["report.pdf", "%PDF-1.7\n%âãÏÓ\n1 0 obj", "This is a PDF"],
    ["open.csv", 'Name,Phone\nAnna,"+380501112233\n', "a quotation mark"],
    [
      "days.csv",
      "Birthday,Position\n14.03.1985,Engineer\n",
      "Choose the column that holds the name",
    ],
  ])("refuses %s in the screen's words", async (name, text, words) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    const refused = tinycrm(["import", file]);
    expect(refused).toMatchObject({ status: 1 });
    expect(refused.stderr).toContain(words);
    expect(await db().contact.count()).toBe(0);
  });
});

describe("tinycrm doctor", { timeout }, () => {
  const env = {
    TINYCRM_SECRET: "a-secret-of-this-installation-0123456789",
    TINYCRM_PUBLIC_URL: "",
    PORT: "9",
  };
  const doctor = (more: Record<string, string>) => tinycrm(["doctor"], { ...env, ...more });

  it.each([
    [{ TINYCRM_PUBLIC_ULR: "x" }, "TINYCRM_PUBLIC_ULR: there is no such variable"],
    [{ TINYCRM_AA: "x", TINYCRM_BB: "x" }, "TINYCRM_BB: there is no such variable"],
    [{ PORT: "often" }, "PORT: must be a number from 0 to 65535"],
    [{ DATABASE_URL: "file:/nonexistent/none.db" }, "the database is empty"],
    [{ TINYCRM_PROVISION: wrongProvision }, "users.0.role: "],
    [{ TINYCRM_PROVISION: "/nowhere.json" }, "/nowhere.json can't be read"],
    [{ TINYCRM_PUBLIC_URL: "https://crm.test/tiny" }, "under a path of it"],
    [{ TINYCRM_DATA_DIR: "/nowhere/at/all" }, "does not exist"],
    [{ TINYCRM_DATA_DIR: join(wrongProvision, "data") }, "does not exist"],
    [{ TINYCRM_DATA_DIR: wrongProvision }, "is a file, and must be a folder"],
    [{ DATABASE_URL: "postgresql://postgres@127.0.0.1:9/crm" }, "PostgreSQL at 127.0.0.1:9"],
    [{ REDIS_URL: "redis://127.0.0.1:9" }, "REDIS_URL: 127.0.0.1:9 does not answer"],
  ])("with %j says what to do", (more, words) => {
    const found = doctor(more);
    expect(found.status).toBe(1);
    expect(found.stdout).toMatch(/^fault /m);
    expect(found.stdout).toContain(words);
  });

  it("says that the file is damaged, and how to go on", () => {
    const damaged = join(folder, "broken.db");
    writeFileSync(damaged, "no database at all".repeat(100));
    const found = doctor({ DATABASE_URL: `file:${damaged}` });
    expect(found.status).toBe(1);
    expect(found.stdout).toMatch(/^fault +Database: .*is damaged.*backup/m);
  });
});
