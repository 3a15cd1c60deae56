/** The end of the demo, through the action behind its button, with the live side's work done for real. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
// First: it prepares what Next expects to find when it is loaded.
import { asRequest } from "#lib/testing/kit/as-request";
import { verifyPassword } from "#lib/auth/password";
import { config, configSlot } from "#lib/base/config";
import { endDemoAction } from "#lib/connections/trial-actions";
import {
  checkConnectionAction,
  createConnectionAction,
  setEnabledAction,
  updateConnectionAction,
} from "#lib/connections/actions";
import { liveConnections, liveDemo, type LiveConnections } from "#lib/connections/ports";
import { chosenTimeZone } from "#lib/i18n/time-zone";
import { saveConnection } from "#lib/connections/save-connection";
import { demoNotice, isDemoOpen, signInHintsSlot } from "#lib/people/demo";
import { addContact, addPerson, openOffice } from "#lib/testing/kit/office";
import { testConfig } from "#lib/testing/kit/test-config";
import { accountsFile, withdrawAccounts } from "./demo-accounts";
import { endDemo } from "./end-demo";
import { prepareData } from "./prepare-data";

const office = await openOffice({ connections: {} });
const dataDir = mkdtempSync(join(tmpdir(), "tinycrm-end-demo-"));
afterAll(() => rmSync(dataDir, { recursive: true }));
const { db } = office;
const own = { name: "Ada", email: "ada@x.test", password: "correct horse battery" };
const settings = { values: { url: "ws://pbx.example", password: "p" }, cleared: [] };

let admin: { id: string; cookie: string };

beforeEach(async () => {
  await db.connection.deleteMany({ where: { simulator: false } });
  // Seeding takes its time: only what a test has ended is made anew.
  if (!(await isDemoOpen())) await openDemo();
  const { id } = await db.user.findFirstOrThrow({ where: { role: "admin" } });
  admin = { id, cookie: (await office.signIn(id)).cookie };
});

async function openDemo() {
  for (const table of [db.connection, db.note, db.callback, db.contact, db.company]) {
    await (table as typeof db.note).deleteMany();
  }
  await db.user.deleteMany();
  await db.setting.deleteMany();
  configSlot.set(testConfig({ dataDir, demo: null }));
  await prepareData(config());
  liveDemo.fill({
    speak: async () => undefined,
    async end(request) {
      await endDemo(request);
      withdrawAccounts(config());
    },
  });
  liveConnections.fill({ apply: async () => undefined } as unknown as LiveConnections);
}

const end = (input: object, cookie = admin.cookie) =>
  asRequest(cookie, () => endDemoAction({ keepData: true, account: own, ...input }));
const seeded = () => db.user.findMany({ where: { email: { endsWith: "@demo.tinycrm.local" } } });

describe("while the demo is open", () => {
  const provider = "prostie-zvonki";
  const refused = { ok: false, code: "demo-open" };

  it("no real connection is saved, enabled or tried", async () => {
    const real = { provider, name: "Office", settings };
    const { id } = await saveConnection({
      ...real,
      slug: "real",
      enabled: false,
      settings: {
        url: "ws://pbx.example",
        password: "p",
      },
    });
    const as = <T>(run: () => Promise<T>) => asRequest(admin.cookie, run);
    expect(await as(() => createConnectionAction(real))).toEqual(refused);
    expect(await as(() => createConnectionAction({ ...real, enabled: false }))).toEqual(refused);
    expect(await as(() => updateConnectionAction({ id, name: "O", settings }))).toEqual(refused);
    expect(await as(() => setEnabledAction({ id, enabled: true }))).toEqual(refused);
    expect(await as(() => checkConnectionAction({ provider, settings }))).toEqual(refused);
    expect(await as(() => checkConnectionAction({ id, provider, settings }))).toEqual(refused);
    expect(await db.connection.count({ where: { simulator: false, enabled: true } })).toBe(0);
  });

  it("a simulated one is switched off and on again", async () => {
    const { id } = await db.connection.findFirstOrThrow({ where: { simulator: true } });
    for (const enabled of [false, true]) {
      await asRequest(admin.cookie, () => setEnabledAction({ id, enabled }));
      expect(await db.connection.findUnique({ where: { id } })).toMatchObject({ enabled });
    }
  });

  it("administrators see so, and others do not", async () => {
    const user = { sessionId: "s", email: "e", name: "n", locale: null };
    expect(await demoNotice({ ...user, id: admin.id, role: "admin" })).toEqual({
      needsAccount: true,
    });
    expect(await demoNotice({ ...user, id: "another", role: "admin" })).toEqual({
      needsAccount: false,
    });
    expect(await demoNotice({ ...user, id: "another", role: "manager" })).toBeNull();
  });
});

describe("ending it", () => {
  it.each([
    [{ account: null }, { "account.email": "required" }],
    [{ account: { ...own, password: "password1234" } }, { "account.password": "common" }],
    [{ account: { ...own, password: "" } }, { "account.password": "tooShort" }],
    [{ account: { ...own, email: "nobody" } }, { "account.email": "email" }],
    [{ account: { ...own, name: "" } }, { "account.name": "required" }],
    [{ account: { ...own, email: "ivan@demo.tinycrm.local" } }, { "account.email": "taken" }],
  ])("with %j is refused by the field, and ends nothing", async (input, fields) => {
    expect(await end(input)).toEqual({ ok: false, code: "invalid", fields });
    expect((await seeded()).every(({ disabledAt }) => disabledAt === null)).toBe(true);
    expect(await db.user.count()).toBe(3);
  });

  it("is for administrators", async () => {
    const olena = await db.user.findFirstOrThrow({ where: { role: "sales" } });
    const { cookie } = await office.signIn(olena.id);
    expect(await end({}, cookie)).toEqual({ ok: false, code: "not-allowed" });
  });

  it("keeps contacts and calls, and closes every account but the new one", async () => {
    const hints = signInHintsSlot.get();
    expect(hints).toHaveLength(3);
    const before = [await db.contact.count(), await db.call.count()];
    expect(await end({ keepData: true })).toEqual({ ok: true, data: null });
    expect([await db.contact.count(), await db.call.count()]).toEqual(before);
    const closed = await seeded();
    expect(closed).toHaveLength(3);
    for (const { email, disabledAt, passwordHash } of closed) {
      expect(disabledAt).not.toBeNull();
      const { password } = hints.find((hint) => hint.email === email)!;
      expect(await verifyPassword(passwordHash, password)).toBe(false);
    }
    const ada = await db.user.findUniqueOrThrow({ where: { email: own.email } });
    expect(ada).toMatchObject({ role: "admin", disabledAt: null });
    expect(await verifyPassword(ada.passwordHash, own.password)).toBe(true);
    expect(await db.session.count()).toBe(0);
    expect(
      await db.connection.count({ where: { OR: [{ simulator: true }, { enabled: true }] } }),
    ).toBe(0);
    expect(await db.extension.count()).toBe(0);
    expect(signInHintsSlot.get()).toEqual([]);
    expect(existsSync(accountsFile({ dataDir }))).toBe(false);
  });

  it("drops what the demo brought and nothing else", async () => {
    const mine = await addContact("Mine", "+4915112345678");
    await db.note.create({ data: { contactId: mine, userId: admin.id, text: "ours" } });
    await db.contact.update({
      where: { id: (await db.contact.findFirstOrThrow({ where: { name: "Boris" } })).id },
      data: { deletedAt: new Date() },
    });
    expect(await chosenTimeZone()).toBe("Europe/London");
    await end({ keepData: false });
    expect(await chosenTimeZone()).toBeNull();
    expect((await db.contact.findMany()).map(({ name }) => name)).toEqual(["Mine"]);
    expect((await db.note.findMany()).map(({ text }) => text)).toEqual(["ours"]);
    expect(await db.call.count()).toBe(0);
    expect(await db.callback.count()).toBe(0);
    expect(await db.company.count()).toBe(0);
    expect(await db.tag.count()).toBe(0);
    expect(await db.lead.count()).toBe(0);
    expect(await db.sms.count()).toBe(0);
    expect(await db.connection.count()).toBe(0);
    expect((await db.user.findMany()).map(({ email }) => email)).toEqual([own.email]);
  });

  it("asks no new account of an administrator who has one", async () => {
    const { cookie } = await office.signIn(await addPerson("boss", {}, "admin"));
    await end({ account: null }, cookie);
    expect(await db.user.count({ where: { disabledAt: null } })).toBe(1);
  });

  it.each([null, true])(
    "is for good: the next start with TINYCRM_DEMO %s makes none",
    async (demo) => {
      await end({ keepData: false });
      expect(await prepareData(testConfig({ dataDir, demo }))).toEqual({ kind: "accounts" });
      expect(await db.user.count()).toBe(1);
      expect(await db.contact.count()).toBe(0);
      expect(await end({ keepData: false })).toMatchObject({ ok: false, code: "signed-out" });
    },
  );

  it("happens once, however many end it at once", async () => {
    await Promise.all(
      ["one", "two", "three"].map((name) =>
        end({ account: { ...own, name, email: `${name}@x.test` } }),
      ),
    );
    expect(await db.user.count({ where: { disabledAt: null } })).toBe(1);
  });
});
