import { beforeEach, describe, expect, it } from "vitest";
import { configSlot } from "#lib/base/config";
import { addPerson, openOffice } from "#lib/testing/kit/office";
import { testConfig } from "#lib/testing/kit/test-config";
import type { FormSettings } from "./form-settings";
import { connectionForm, listConnections } from "./queries";
import { freeSlug, saveConnection } from "./save-connection";
import { openSettings, validateSettings } from "./settings";
import {
  createConnection,
  deleteConnection,
  mergedSettings,
  setEnabled,
  updateConnection,
} from "./manage-connections";

const provider = "prostie-zvonki";
const password = "correct horse battery stap";
const office = await openOffice();
beforeEach(async () => {
  configSlot.set(testConfig());
  await office.db.connection.deleteMany();
});

const form = (values: Record<string, string>, cleared: string[] = []): FormSettings => ({
  values,
  cleared,
});
const filled = form({ url: "pbx.example", password, clientType: "", country: "RU" });
const create = (over: object = {}) =>
  createConnection({ provider, name: "Офис", slug: "", enabled: true, settings: filled, ...over });
const rowOf = (slug: string) => office.db.connection.findUniqueOrThrow({ where: { slug } });

describe("a new connection", () => {
  it("keeps its secrets encrypted, and fills in defaults", async () => {
    const { id, slug } = await create();
    expect(slug).toBe("ofis");
    const row = await rowOf("ofis");
    expect(row.settings).not.toContain(password);
    expect(JSON.parse(row.settings)).toMatchObject({ country: "RU", clientType: "tinyCRM" });
    expect(await openSettings(row)).toEqual({
      url: "ws://pbx.example:10150",
      password,
      clientType: "tinyCRM",
      country: "RU",
      smartTransfer: false,
      fallbackExtension: "",
      recordingsUrl: "",
    });
    // A ciphertext moved to another connection does not open.
    await expect(openSettings({ ...row, id: "other" })).rejects.toThrow();
    expect(await listConnections()).toEqual([
      { id, slug, name: "Офис", provider, providerLabel: "Простые Звонки", isNobodys: true },
    ]);
  });

  it("is nobody's until somebody who can sign in has an extension there", async () => {
    const { id } = await create();
    const isNobodys = async () => (await listConnections()).map((one) => one.isNobodys);
    const ivan = await addPerson("ivan", { [id]: "101" });
    expect(await isNobodys()).toEqual([false]);
    await office.db.user.update({ where: { id: ivan }, data: { disabledAt: new Date() } });
    expect(await isNobodys()).toEqual([true]);
  });

  it("names the wrong fields", async () => {
    const settings = form({ url: "", password: "x".repeat(33), country: "Russia" });
    await expect(create({ settings })).rejects.toMatchObject({
      code: "invalid",
      details: {
        fields: {
          "settings.url": "required",
          "settings.password": "tooLong",
          "settings.country": expect.stringContaining("two letters"),
        },
      },
    });
    await expect(create({ provider: "nobody" })).rejects.toMatchObject({ code: "invalid" });
  });

  it("has a slug of its own", async () => {
    await create();
    expect((await create()).slug).toBe("ofis-2");
    expect(await freeSlug("  Київ: «Їжак» & Co! ")).toBe("kiyiv-yizhak-co");
    expect(await freeSlug("!!!")).toBe("connection");
    await expect(create({ slug: "ofis" })).rejects.toMatchObject({
      details: { fields: { slug: "taken" } },
    });
  });
});

describe("the form", () => {
  it("never holds a secret, and says little of it", async () => {
    await create();
    const shown = await connectionForm("ofis");
    expect(shown).toMatchObject({
      values: { url: "ws://pbx.example:10150", password: "" },
      secrets: { password: { ending: password.slice(-4) } },
      unreadable: false,
      calls: 0,
    });
    expect(JSON.stringify(shown)).not.toContain(password.slice(0, -4));
    await create({ slug: "short", settings: form({ ...filled.values, password: "secret" }) });
    expect((await connectionForm("short"))?.secrets).toEqual({ password: { ending: "" } });
    await create({ slug: "none", settings: form({ url: "pbx.example" }) });
    expect((await connectionForm("none"))?.secrets).toEqual({});
    expect(await connectionForm("missing")).toBeNull();
  });

  it("keeps a secret that is left empty, replaces it, and forgets it when told to", async () => {
    const { id } = await create();
    const stored = async () => (await openSettings(await rowOf("ofis"))).password;
    const values = { url: "ws://pbx.example:10150/other", country: "UA" };
    await updateConnection(id, { name: "Новое имя", settings: form({ ...values, password: "" }) });
    expect(await stored()).toBe(password);
    expect(await connectionForm("ofis")).toMatchObject({ name: "Новое имя", values });
    await updateConnection(id, { name: "A", settings: form({ ...values, password: "new" }) });
    expect(await stored()).toBe("new");
    expect((await mergedSettings(id, form(values))).settings.password).toBe("new");
    await updateConnection(id, { name: "A", settings: form(values, ["password"]) });
    expect(await stored()).toBe("");
  });

  it("opens, and can be saved anew, after the installation's secret was lost", async () => {
    const { id } = await create();
    configSlot.set(testConfig({ secret: "y".repeat(32) }));
    expect(await connectionForm("ofis")).toMatchObject({
      unreadable: true,
      secrets: {},
      values: { url: "ws://pbx.example:10150" },
    });
    await updateConnection(id, { name: "A", settings: filled });
    expect(await connectionForm("ofis")).toMatchObject({ unreadable: false });
  });
});

it("is switched off and on, and goes only when its name is typed", async () => {
  const { id } = await create();
  await setEnabled(id, false);
  expect((await rowOf("ofis")).enabled).toBe(false);
  await expect(deleteConnection(id, "ofis")).rejects.toMatchObject({ code: "invalid" });
  await deleteConnection(id, " Офис ");
  expect(await listConnections()).toEqual([]);
  expect(await connectionForm("ofis")).toBeNull();
  const { settings, enabled } = await office.db.connection.findUniqueOrThrow({ where: { id } });
  expect({ settings, enabled }).toEqual({ settings: "{}", enabled: false });
  // Its address is free for another one.
  expect(await create()).toMatchObject({ slug: "ofis" });
  await expect(deleteConnection(id, "Офис")).rejects.toMatchObject({ code: "not-found" });
  await expect(setEnabled(id, true)).rejects.toMatchObject({ code: "not-found" });
});

it("is made what a provisioning file says, again and again", async () => {
  const input = { slug: "main", provider, name: "Main", enabled: true, settings: { url: "a" } };
  const { id } = await saveConnection(input);
  expect(await saveConnection({ ...input, name: "Renamed", enabled: false })).toEqual({ id });
  expect(await rowOf("main")).toMatchObject({ id, name: "Renamed", enabled: false });
  expect(validateSettings(provider, { url: "a", pasword: "x" })).toMatchObject({
    ok: false,
    fields: { pasword: "is not a setting of this provider" },
  });
  expect(validateSettings(provider, {})).toMatchObject({ fields: { url: "is required" } });
  await expect(saveConnection({ ...input, settings: {} })).rejects.toThrow("url");
});
