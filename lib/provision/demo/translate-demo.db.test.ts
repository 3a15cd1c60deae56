/** The demo in the language of its first visitor, as the sign-in page asks for it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, it } from "vitest";
import { recordAudit } from "#lib/audit/record-audit";
import { configSlot, type Config } from "#lib/base/config";
import { transaction } from "#lib/db/client";
import { readDemo, saveDemo, signInHintsSlot } from "#lib/people/demo";
import { addContact, openOffice } from "#lib/testing/kit/office";
import { testConfig } from "#lib/testing/kit/test-config";
import { prepareData } from "./prepare-data";
import { translateDemo } from "./translate-demo";
import { chosenTimeZone } from "#lib/i18n/time-zone";
import { demoWords } from "./words/by-language";

const office = await openOffice({ connections: {} });
const dataDir = mkdtempSync(join(tmpdir(), "tinycrm-translate-"));
afterAll(() => rmSync(dataDir, { recursive: true }));
const { db } = office;

async function open(over: Partial<Config> = {}): Promise<Config> {
  const config = testConfig({ dataDir, demo: null, demoLanguage: null, ...over });
  configSlot.set(config);
  await prepareData(config);
  return config;
}

beforeEach(async () => {
  for (const table of [db.connection, db.callback, db.note, db.contact, db.company, db.tag]) {
    await (table as typeof db.note).deleteMany();
  }
  await db.user.deleteMany();
  await db.setting.deleteMany();
});

it("is written anew, with the same accounts", async () => {
  const config = await open();
  const [people, calls] = [await db.user.findMany(), await db.call.count()];
  const passwords = signInHintsSlot.get().map(({ password }) => password);
  const mine = await addContact("Mine", "+4915112345678");
  const changed = await translateDemo(config, "uk");
  const connections = await db.connection.findMany();
  expect(connections.map(({ name }) => name)).toEqual([demoWords.uk.connection]);
  expect(await chosenTimeZone()).toBe("Europe/Kyiv");
  expect(changed).toHaveLength(2);
  expect(changed).toContain(connections[0]!.id);
  expect(signInHintsSlot.get().map(({ name }) => name)).toEqual(demoWords.uk.team);
  expect(signInHintsSlot.get().map(({ password }) => password)).toEqual(passwords);
  expect((await db.user.findMany()).map(({ id }) => id).sort()).toEqual(
    people.map(({ id }) => id).sort(),
  );
  expect(await readDemo()).toMatchObject({ state: "open", language: "uk" });
  expect(await db.contact.count()).toBe(204);
  expect(await db.contact.count({ where: { id: mine } })).toBe(1);
  expect(await db.call.count()).toBeGreaterThan(calls / 2);
  const tags = await db.tag.findMany();
  expect(tags.map(({ name }) => name).sort()).toEqual([...demoWords.uk.tags].sort());
});

it("stays as it is for a visitor who speaks its language", async () => {
  const config = await open({ demoLanguage: "ru" });
  configSlot.set({ ...config, demoLanguage: null });
  expect(await translateDemo(config, "ru")).toEqual([]);
});

it("stays as the operator has said", async () => {
  const config = await open({ demoLanguage: "ru" });
  expect(await translateDemo(config, "en")).toEqual([]);
  expect(signInHintsSlot.get().map(({ name }) => name)).toEqual(demoWords.ru.team);
});

it("goes on at the next start where it was cut short", async () => {
  const config = await open();
  await saveDemo({ state: "begun", people: [], language: "ru" });
  await prepareData(config);
  expect(await readDemo()).toMatchObject({ state: "open", language: "ru" });
});

it("stays as it is once somebody has signed in", async () => {
  const config = await open();
  await transaction((tx) => recordAudit(tx, { event: "sign-in.succeeded" }));
  expect(await translateDemo(config, "uk")).toEqual([]);
});
