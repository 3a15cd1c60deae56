/** What a start finds and leaves: the demo in an empty database alone, and nobody's password in the open. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { hashPassword, verifyPassword } from "#lib/auth/password";
import { beginSession } from "#lib/auth/sessions";
import { configSlot, type Config } from "#lib/base/config";
import { readDemo, signInHintsSlot } from "#lib/people/demo";
import { openOffice } from "#lib/testing/kit/office";
import { testConfig } from "#lib/testing/kit/test-config";
import { accountsFile } from "./demo-accounts";
import { demoPeople } from "./people";
import { prepareData } from "./prepare-data";

const office = await openOffice({ connections: {} });
const dataDir = mkdtempSync(join(tmpdir(), "tinycrm-prepare-"));
afterAll(() => rmSync(dataDir, { recursive: true }));

async function wipe() {
  const { db } = office;
  for (const table of [db.connection, db.callback, db.contact, db.user, db.setting]) {
    await (table as typeof db.user).deleteMany();
  }
  signInHintsSlot.set([]);
}
beforeEach(wipe);

function start(over: Partial<Config> = {}) {
  const config = testConfig({ dataDir, demo: null, ...over });
  configSlot.set(config);
  return prepareData(config);
}
const people = () => office.db.user.findMany({ orderBy: { email: "asc" } });
const account = { email: "boss@x.test", password: "correct horse battery" };

describe("a bare start on an empty database", () => {
  it("is the demo, with the same passwords at the next start", async () => {
    expect(await start()).toEqual({ kind: "demo", file: accountsFile({ dataDir }) });
    const hints = signInHintsSlot.get();
    expect(hints.map(({ email }) => email).sort()).toEqual(
      demoPeople.map(({ email }) => email).sort(),
    );
    signInHintsSlot.set([]);
    expect(await start()).toMatchObject({ kind: "demo" });
    expect(signInHintsSlot.get()).toEqual(hints);
    expect(await office.db.contact.count()).toBe(203);
  });

  it("has passwords of its own, which the operator alone can read", async () => {
    await start();
    const [first] = signInHintsSlot.get();
    const users = await people();
    const { passwordHash } = users.find(({ email }) => email === first!.email)!;
    expect(await verifyPassword(passwordHash, first!.password)).toBe(true);
    expect(await verifyPassword(passwordHash, "tinycrm-demo")).toBe(false);
    const file = accountsFile({ dataDir });
    expect(readFileSync(file, "utf8")).toContain(first!.password);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await wipe();
    await start({ secret: "another secret of at least thirty-two characters" });
    expect(signInHintsSlot.get()[0]!.password).not.toBe(first!.password);
  });

  it("goes on where a start was cut short", async () => {
    await start();
    await office.db.setting.update({
      where: { key: "demo" },
      data: { value: JSON.stringify({ state: "begun", people: [] }) },
    });
    await start();
    expect(await readDemo()).toMatchObject({ state: "open" });
    expect(await office.db.user.count()).toBe(3);
  });

  it("offers no account that has another password by now", async () => {
    await start();
    const passwordHash = await hashPassword("chosen by the person");
    await office.db.user.update({ where: { email: demoPeople[1].email }, data: { passwordHash } });
    await start();
    expect(signInHintsSlot.get().map(({ email }) => email)).not.toContain(demoPeople[1].email);
    expect(signInHintsSlot.get()).toHaveLength(2);
  });
});

describe("TINYCRM_DEMO=1 over a database that holds", () => {
  const words = { name: "ConfigError", message: expect.stringContaining("TINYCRM_DEMO") as string };

  it("a user stops, and changes nothing", async () => {
    await start({ demo: false, admin: { ...account, email: "admin@tinycrm.local" } });
    const before = await people();
    await expect(start({ demo: true })).rejects.toMatchObject(words);
    expect(await people()).toEqual(before);
    expect(await office.db.connection.count()).toBe(0);
    expect(signInHintsSlot.get()).toEqual([]);
  });

  it.each([
    ["a contact", () => office.db.contact.create({ data: { name: "A", searchText: "a" } })],
    [
      "a connection",
      () =>
        office.db.connection.create({
          data: { slug: "demo", provider: "prostie-zvonki", name: "Ours", settings: "{}" },
        }),
    ],
  ])("%s stops", async (_, add) => {
    await add();
    await expect(start({ demo: true })).rejects.toMatchObject(words);
    expect(await office.db.user.count()).toBe(0);
  });

  it("its own demo goes on, with people who were added there", async () => {
    await start({ demo: true });
    await office.db.user.create({
      data: { email: "new@x.test", name: "New", role: "sales", passwordHash: "-" },
    });
    expect(await start({ demo: true })).toMatchObject({ kind: "demo" });
    expect(await office.db.user.count()).toBe(4);
  });
});

it("TINYCRM_DEMO=1 does not go with a provisioning file", async () => {
  const provisionFile = join(dataDir, "provision.json");
  writeFileSync(provisionFile, "{}", { mode: 0o600 });
  await expect(start({ demo: true, provisionFile })).rejects.toMatchObject({ name: "ConfigError" });
  expect(await office.db.user.count()).toBe(0);
});

describe("the demo of an earlier version", () => {
  const earlier = async (passwords: Record<string, string>) => {
    await office.db.connection.create({
      data: {
        slug: "demo",
        provider: "prostie-zvonki",
        name: "D",
        settings: "{}",
        simulator: true,
      },
    });
    for (const [name, password] of Object.entries(passwords)) {
      const passwordHash = await hashPassword(password);
      const data = { email: `${name}@tinycrm.local`, name, role: "admin", passwordHash };
      const { id } = await office.db.user.create({ data });
      await beginSession(id, { userAgent: "test", address: null });
    }
  };

  it("loses the password everybody knows, and its sessions; an own password stays", async () => {
    await earlier({ admin: "chosen by the person", olena: "tinycrm-demo" });
    expect(await start()).toMatchObject({ kind: "demo" });
    const [admin, olena] = await people();
    expect(await verifyPassword(admin!.passwordHash, "chosen by the person")).toBe(true);
    expect(await verifyPassword(olena!.passwordHash, "tinycrm-demo")).toBe(false);
    expect(await verifyPassword(olena!.passwordHash, signInHintsSlot.get()[0]!.password)).toBe(
      true,
    );
    const sessions = await office.db.session.findMany();
    expect(sessions.map(({ userId }) => userId)).toEqual([admin!.id]);
  });

  it("is none where every account has a password of its own", async () => {
    await earlier({ admin: "chosen by the person" });
    expect(await start()).toEqual({ kind: "accounts" });
    expect(await readDemo()).toBeNull();
  });
});

describe("a real installation", () => {
  it("begins with a one-time link, a new one at each start until somebody has an account", async () => {
    const first = await start({ demo: false });
    const second = await start({ demo: false });
    expect([first.kind, second.kind]).toEqual(["first-administrator", "first-administrator"]);
    expect(first).not.toEqual(second);
    expect(await office.db.user.count()).toBe(0);
    await start({ demo: false, admin: account });
    expect(await start({ demo: false })).toEqual({ kind: "accounts" });
  });

  it("refuses an easily guessed TINYCRM_ADMIN_PASSWORD by its name", async () => {
    const admin = { email: "boss@x.test", password: "password1234" };
    await expect(start({ demo: false, admin })).rejects.toMatchObject({
      name: "ConfigError",
      message: expect.stringMatching(/^TINYCRM_ADMIN_PASSWORD: /) as string,
    });
    expect(await office.db.user.count()).toBe(0);
  });

  it("leaves the administrator's own later password alone", async () => {
    await start({ demo: false, admin: account });
    const passwordHash = await hashPassword("chosen by the person");
    await office.db.user.updateMany({ data: { passwordHash } });
    await start({ demo: false, admin: account });
    expect((await people())[0]!.passwordHash).toBe(passwordHash);
  });
});
