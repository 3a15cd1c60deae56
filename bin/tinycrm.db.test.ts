/** The command as whoever hosts the product runs it: a process of its own on a real installation. */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/db/client";
import { findLink } from "#lib/people/access-links";
import { saveUser } from "#lib/people/save-user";
import { recogniseInstallation } from "#lib/provision/known-installation";
import { testConfig } from "#lib/testing/kit/test-config";
import { createTestDatabase, type TestDatabase } from "#lib/testing/kit/test-database";
import { openCommand } from "#lib/testing/kit/bundled-command";
import { configSlot } from "#lib/base/config";

let database: TestDatabase;
const { folder, run: tinycrm } = openCommand(() => ({ DATABASE_URL: database.url }));
beforeAll(() => configSlot.set(testConfig()));
beforeEach(async () => {
  database = await createTestDatabase();
  const admin = { email: "admin@office.test", name: "Ada", role: "admin" } as const;
  await saveUser({ ...admin, password: "correct horse battery" });
});
afterEach(() => database.close());

/** Each command is a process of its own: several take a while on a busy machine; in ms. */
const timeout = 240_000;

describe("tinycrm user", { timeout }, () => {
  it("adds somebody, whose link lets them choose a password, and lists everybody", async () => {
    const add = ["user", "add", "Olena@office.test", "--name", "Olena", "--role", "manager"];
    const added = tinycrm(add);
    expect(added).toMatchObject({ status: 0, stderr: "" });
    expect(added.stdout).toMatch(/^https:\/\/crm\.office\.test\/welcome\?token=/);
    const token = new URL(added.stdout).searchParams.get("token")!;
    expect(await findLink(token)).toMatchObject({ email: "olena@office.test", kind: "invitation" });
    expect(tinycrm(["user", "list"]).stdout.split("\n")).toEqual([
      "admin@office.test\tadmin\tactive\tAda",
      "olena@office.test\tmanager\tinvited\tOlena",
    ]);
    expect(tinycrm(add)).toMatchObject({ status: 1, stderr: "email: somebody has it already" });
  });

  it("gives the only administrator a way in again", async () => {
    const reset = tinycrm(["user", "reset", "admin@office.test", "--second-factor"]);
    expect(reset.status).toBe(0);
    const token = new URL(reset.stdout).searchParams.get("token")!;
    expect(await findLink(token)).toMatchObject({ email: "admin@office.test", kind: "reset" });
  });

  it("disables and enables, never the last administrator, and says so in the audit log", async () => {
    await saveUser({
      email: "ivan@office.test",
      name: "Ivan",
      role: "sales",
      password: "correct horse battery",
    });
    expect(tinycrm(["user", "disable", "ivan@office.test"])).toMatchObject({
      status: 0,
      stdout: "ivan@office.test is disabled: signed out everywhere, and let in no more.",
    });
    expect(tinycrm(["user", "list"]).stdout).toContain("ivan@office.test\tsales\tdisabled");
    expect(tinycrm(["user", "enable", "ivan@office.test"])).toMatchObject({
      status: 0,
      stdout: "ivan@office.test is let in again.",
    });
    const last = tinycrm(["user", "disable", "admin@office.test"]);
    expect(last.status).toBe(1);
    expect(last.stderr).toContain("make another administrator first");
    const events = (await db().auditEntry.findMany()).map(({ event }) => event);
    expect(events).toEqual(expect.arrayContaining(["person.disabled", "person.enabled"]));
  });
});

describe("tinycrm import", { timeout }, () => {
  const file = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const google =
    "First Name,Last Name,Organization Name,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\n" +
    "Anna,Kovalenko,Acme,anna@acme.test,Mobile,+380 50 111 22 33\n" +
    "Boris,,,no address,Work,+380 44 222 33 44\n" +
    ",,,,,\n";

  it("shows what a file is taken for, and then takes it over, with what is left out", async () => {
    const path = file("google.csv", google);
    const preview = tinycrm(["import", path, "--preview"]);
    expect(preview).toMatchObject({ status: 0, stderr: "" });
    expect(preview.stdout).toContain("Recognised: Google Contacts");
    expect(preview.stdout).toContain("E-mail 1 - Value\temail");
    expect(await db().contact.count()).toBe(0);

    const done = tinycrm(["import", path, "--language", "uk"]);
    expect(done.status, done.stderr).toBe(0);
    expect(done.stdout).toMatch(/Created: 2[^]*Fields skipped: 1/);
    expect(done.stderr).toContain("E-mail 1 - Value");
    const people = await db().contact.findMany({
      orderBy: { name: "asc" },
      include: { numbers: true, company: true },
    });
    expect(people).toMatchObject([
      { name: "Anna Kovalenko", company: { name: "Acme" }, numbers: [{ e164: "+380501112233" }] },
      { name: "Boris", numbers: [{ e164: "+380442223344" }] },
    ]);
    expect(existsSync(path)).toBe(true);

    const again = tinycrm(["import", path]);
    expect(again.stdout).toMatch(/Created: 0[^]*Skipped: 2/);
    const entries = await db().auditEntry.findMany({ where: { event: "import.started" } });
    expect(entries).toMatchObject([{ userId: null }, { userId: null }]);
  });

  it("is refused while another import is under way", async () => {
    const under = { fileName: "x.csv", state: "running", options: "{}" };
    await db().contactImport.create({ data: under });
    const refused = tinycrm(["import", file("google.csv", google)]);
    expect(refused.stderr).toContain("Another import is running");
  });
});

describe("tinycrm doctor", { timeout }, () => {
  const secret = "a-secret-of-this-installation-0123456789";
  const env = { TINYCRM_SECRET: secret, TINYCRM_PUBLIC_URL: "", PORT: "9" };
  const doctor = (more: Record<string, string> = {}, args: string[] = []) =>
    tinycrm(["doctor", ...args], { ...env, ...more });

  it("finds no fault in an installation that is well, and changes nothing", async () => {
    configSlot.set(testConfig({ secret, secretFile: null, dataDir: folder }));
    await recogniseInstallation({ dataDir: folder, secretIsLost: false });
    const found = doctor({}, ["--json"]);
    expect(found.status, found.stdout).toBe(0);
    const findings = JSON.parse(found.stdout) as { check: string; state: string; says: string }[];
    const stateOf = (check: string) => findings.find((one) => one.check === check)?.state;
    for (const check of ["Environment", "Backup", "Database", "Version", "Secret", "Clock"]) {
      expect([check, stateOf(check)]).toEqual([check, "ok"]);
    }
    expect(stateOf("Passwords")).toBe("ok");
    expect(stateOf("Product")).toBe("warning");
  });

  it("says that the secret is another one", async () => {
    configSlot.set(testConfig({ secret, secretFile: null, dataDir: folder }));
    await recogniseInstallation({ dataDir: folder, secretIsLost: false });
    const found = doctor({ TINYCRM_SECRET: secret.replaceAll("1", "7") });
    expect(found.status).toBe(1);
    expect(found.stdout).toMatch(/^fault +Secret: TINYCRM_SECRET is not the secret/m);
  });

  it("knows the demo's old password", async () => {
    const olena = { email: "olena@tinycrm.local", name: "Olena", role: "sales" } as const;
    await saveUser({ ...olena, password: "tinycrm-demo" });
    const found = doctor();
    expect(found.status).toBe(1);
    expect(found.stdout).toMatch(/^fault +Passwords: .*olena@tinycrm\.local/m);
  });
});
