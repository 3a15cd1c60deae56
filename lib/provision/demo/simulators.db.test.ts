/** The demo's simulators, one for each provider that has one, started for real. */
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { config } from "#lib/base/config";
import { addressesIn } from "#lib/connections/addresses";
import { settingsFields } from "#lib/connections/setting-fields";
import { openSettings } from "#lib/connections/settings";
import { openOffice } from "#lib/testing/kit/office";
import { testConfig } from "#lib/testing/kit/test-config";
import { log } from "#lib/base/log";
import { adapterFor, adapters } from "#lib/providers/registry";
import { scenarioNames } from "#lib/providers/simulator";
import { openHarness } from "#lib/providers/testing";
import { saveUser } from "#lib/people/save-user";
import { openAddresses } from "#lib/outgoing/dial";
import { hostOf, permissionsOf, portOf } from "#lib/outgoing/permissions";
import { checkConnection } from "#lib/telephony/ask-provider";
import { createSimulators } from "./simulators";
import { eventually } from "#lib/testing/kit/eventually";

const office = await openOffice({
  connections: {},
  config: { demo: true, allowedNetworks: [] },
});
let userId: string;
const simulators = createSimulators(config(), log());

beforeAll(async () => {
  const person = { email: "ada@x.test", name: "Ada", password: "long enough", role: "admin" };
  userId = (await saveUser(person as Parameters<typeof saveUser>[0])).id;
  await simulators.open("http://127.0.0.1:9");
});
afterAll(async () => {
  await simulators.close();
});

it.each(adapters.map(({ id }) => id))(
  "%s is made, reached with its settings, and plays",
  async (provider) => {
    const { id, slug } = await simulators.create({ provider, userId });
    expect(slug).toMatch(/^[a-z-]+-demo$/);
    await simulators.apply(id);
    const row = await office.db.connection.findUniqueOrThrow({
      where: { id },
      include: { extensions: true },
    });
    expect(row).toMatchObject({
      provider,
      simulator: true,
      extensions: [{ userId, number: "101" }],
    });

    const adapter = adapterFor(provider);
    const settings = adapter.settings.parse(await openSettings(row));
    const checked = await checkConnection({ provider, settings, connection: row });
    expect(checked).toMatchObject({ ok: true });
    const secret = settingsFields(provider).find((field) => field.secret)!.name;
    expect((settings as Record<string, string>)[secret]).toMatch(/^[\w-]{22}$|^whsec_[\w+/]{32}$/);
    const harness = openHarness(adapter, settings);
    if (adapter.check) {
      expect((await adapter.check(harness.command(settings))).detail).toBeTruthy();
    }
    if (adapter.connect) {
      await vi.waitFor(() => expect(harness.statuses.at(-1)?.state).toBe("online"), eventually);
      expect(simulators.play(id, "burst")).toEqual({ ok: true });
      await vi.waitFor(() => expect(harness.events().length).toBeGreaterThan(3), eventually);
    }
    harness.close();
    for (const name of scenarioNames) expect(simulators.play(id, name)).toEqual({ ok: true });
  },
);

it("is all of this machine that its connection may reach, while it runs", async () => {
  const { id } = await simulators.create({ provider: "phonet", userId });
  await simulators.apply(id);
  const row = await office.db.connection.findUniqueOrThrow({ where: { id } });
  const url = addressesIn("phonet", await openSettings(row)).find(
    ({ field }) => field === "baseUrl",
  )!.url;
  const reach = (connection: string, port: number) =>
    openAddresses({ host: hostOf(url), port }, permissionsOf({ id: connection }));
  await expect(reach(id, portOf(url))).resolves.toHaveLength(1);
  await expect(reach(id, portOf(url) + 1)).rejects.toThrow("local addresses");
  await expect(reach("another", portOf(url))).rejects.toThrow("local addresses");
  await office.db.connection.delete({ where: { id } });
  await simulators.apply(id);
  await expect(reach(id, portOf(url))).rejects.toThrow("local addresses");
});

it("is gone with its connection", async () => {
  const { id } = await simulators.create({ provider: "prostie-zvonki", userId });
  await simulators.apply(id);
  await office.db.connection.delete({ where: { id } });
  await simulators.apply(id);
  expect(simulators.play(id, "burst")).toMatchObject({ ok: false, code: "no-simulator" });
});

it("is not offered, nor started, where there is no demo", async () => {
  const none = createSimulators(testConfig({ demo: false }), log());
  await none.open("http://127.0.0.1:9");
  expect(await none.providers()).toEqual([]);
  await expect(none.create({ provider: "prostie-zvonki", userId })).rejects.toThrow();
});

it("serves what it recorded before its last start", async () => {
  const { id } = await simulators.create({ provider: "evrotel", userId });
  await simulators.apply(id);
  const recordings = async () => {
    const row = await office.db.connection.findUniqueOrThrow({ where: { id } });
    return String((await openSettings(row)).recordingsUrl);
  };
  const facts = { direction: "incoming", state: "ended", clientRaw: "1", startedAt: new Date() };
  const recordingUrl = `${await recordings()}wav/1.wav`;
  const call = await office.db.call.create({ data: { connectionId: id, ...facts, recordingUrl } });
  await simulators.apply(id);
  const moved = await office.db.call.findUniqueOrThrow({ where: { id: call.id } });
  expect(moved.recordingUrl).toBe(`${await recordings()}wav/1.wav`);
  const answer = await fetch(moved.recordingUrl!, { headers: { range: "bytes=0-9" } });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([206, "audio/wav"]);
});
