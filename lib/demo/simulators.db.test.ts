/** The demo's simulators, one for each provider that has one, started for real. */
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { configSlot, type Config } from "#lib/config";
import { openSettings } from "#lib/connections/settings";
import { createTestDatabase, type TestDatabase } from "#lib/db/testing";
import { log } from "#lib/log";
import { adapterFor } from "#lib/providers/registry";
import { scenarioNames } from "#lib/providers/simulator";
import { simulators as starters } from "#lib/providers/simulators";
import { openHarness } from "#lib/providers/testing";
import { saveUser } from "#lib/users/save-user";
import { createSimulators } from "./simulators";

let test: TestDatabase;
let userId: string;
const config = { secret: "x".repeat(32), demo: true } as Config;
const simulators = createSimulators(config, log());

beforeAll(async () => {
  test = await createTestDatabase();
  configSlot.set(config);
  const person = { email: "ada@x.test", name: "Ada", password: "long enough", role: "admin" };
  userId = (await saveUser(person as Parameters<typeof saveUser>[0])).id;
  await simulators.open("http://127.0.0.1:9");
});
afterAll(async () => {
  await simulators.close();
  configSlot.clear();
  await test.close();
});

it.each(Object.keys(starters))(
  "%s is made, reached with its settings, and plays",
  async (provider) => {
    const { id, slug } = await simulators.create({ provider, userId });
    expect(slug).toMatch(/^[a-z-]+-demo$/);
    await simulators.apply(id);
    const row = await test.db.connection.findUniqueOrThrow({
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
    const harness = openHarness(adapter, settings);
    if (adapter.check) {
      expect((await adapter.check(harness.command(settings))).detail).toBeTruthy();
    }
    if (adapter.connect) {
      await vi.waitFor(() => expect(harness.statuses.at(-1)?.state).toBe("online"), 10_000);
      expect(simulators.play(id, "burst")).toEqual({ ok: true });
      await vi.waitFor(() => expect(harness.events().length).toBeGreaterThan(3), 10_000);
    }
    harness.close();
    for (const name of scenarioNames) expect(simulators.play(id, name)).toEqual({ ok: true });
  },
);

it("is gone with its connection", async () => {
  const { id } = await simulators.create({ provider: "prostie-zvonki", userId });
  await simulators.apply(id);
  await test.db.connection.delete({ where: { id } });
  await simulators.apply(id);
  expect(simulators.play(id, "burst")).toMatchObject({ ok: false, code: "no-simulator" });
});

it("is not offered, nor started, where there is no demo", async () => {
  const none = createSimulators({ ...config, demo: false }, log());
  await none.open("http://127.0.0.1:9");
  expect(await none.providers()).toEqual([]);
  await expect(none.create({ provider: "prostie-zvonki", userId })).rejects.toThrow();
});

it("serves what it recorded before its last start", async () => {
  const { id } = await simulators.create({ provider: "evrotel", userId });
  await simulators.apply(id);
  const recordings = async () => {
    const row = await test.db.connection.findUniqueOrThrow({ where: { id } });
    return String((await openSettings(row)).recordingsUrl);
  };
  const facts = { direction: "incoming", state: "ended", clientRaw: "1", startedAt: new Date() };
  const recordingUrl = `${await recordings()}wav/1.wav`;
  const call = await test.db.call.create({ data: { connectionId: id, ...facts, recordingUrl } });
  await simulators.apply(id);
  const moved = await test.db.call.findUniqueOrThrow({ where: { id: call.id } });
  expect(moved.recordingUrl).toBe(`${await recordings()}wav/1.wav`);
  const answer = await fetch(moved.recordingUrl!, { headers: { range: "bytes=0-9" } });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([206, "audio/wav"]);
});
