import { afterEach, describe, expect, it, vi } from "vitest";
import { openHarness, type Harness } from "../testing";
import { phonet } from "./adapter";
import { startSimulator, type PhonetSimulator } from "./simulator";

const apiKey = "S3Bvc2eNimuQmQWyJt5aEvNj";
const eventually = { timeout: 10_000, interval: 20 };
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function pbx(extensions?: readonly string[], more: { script?: boolean } = {}) {
  const simulator = await startSimulator({
    port: 0,
    settings: { apiKey },
    extensions,
    ...more,
  });
  cleanUps.push(() => simulator.close());
  return simulator;
}

function connect(
  simulator: PhonetSimulator,
  options: { extensions?: readonly string[]; settings?: object } = {},
) {
  const settings = phonet.settings.parse({ ...simulator.settings, ...options.settings });
  const harness = openHarness(phonet, settings, options);
  cleanUps.push(() => harness.close());
  return { ...harness, settings, ctx: harness.command(settings) };
}

const last = (harness: Harness) => harness.statuses.at(-1);
const online = (harness: Harness) =>
  vi.waitFor(() => expect(last(harness)).toEqual({ state: "online" }), eventually);
const eventsOf = (harness: Harness) =>
  harness.messages.flatMap((message) =>
    message.refused ? [] : phonet.parse(message.raw, harness.origin(message)),
  );
const kinds = (harness: Harness) => eventsOf(harness).map(({ kind }) => kind);

describe("subscriptions", () => {
  it("with nobody to hear of, says so, and opens one as soon as there is somebody", async () => {
    const simulator = await pbx();
    const harness = connect(simulator, { extensions: [] });
    expect(last(harness)).toMatchObject({ state: "online", detail: "no extensions yet" });
    harness.setExtensions(["101"]);
    await online(harness);
    expect(simulator.clientCount("101")).toBe(1);
    harness.setExtensions([]);
    await vi.waitFor(() => expect(simulator.clientCount()).toBe(0), eventually);
    expect(last(harness)).toMatchObject({ detail: "no extensions yet" });
  });

  it("opens and closes only what has changed", async () => {
    const simulator = await pbx();
    const harness = connect(simulator, { extensions: ["101", "102"] });
    await online(harness);
    harness.setExtensions(["102", "103"]);
    await vi.waitFor(() => expect(simulator.clientCount("101")).toBe(0), eventually);
    await vi.waitFor(() => expect(simulator.clientCount("103")).toBe(1), eventually);
    await online(harness);
    const tellsOf102 = harness.statuses.map(({ detail }) => detail ?? "").join();
    expect(tellsOf102).not.toContain("102:");
  });

  it("one that is lost comes back by itself, and the others stay", async () => {
    const simulator = await pbx();
    const harness = connect(simulator, { extensions: ["101", "102", "103"] });
    await online(harness);
    simulator.dropClients("102");
    await vi.waitFor(
      () =>
        expect(last(harness)).toMatchObject({
          state: "online",
          code: "partly",
          detail: "2 of 3 people connected; 102: the connection was lost",
        }),
      eventually,
    );
    simulator.calls.dial({ extension: "103", from: "380671112233" });
    await vi.waitFor(() => expect(kinds(harness)).toEqual(["call:ringing"]), eventually);
    await online(harness);
    expect(simulator.clientCount()).toBe(3);
  });

  it("somebody the PBX does not know is named, and asked for rarely", async () => {
    const simulator = await pbx(["101"]);
    const harness = connect(simulator, { extensions: ["101", "555"] });
    await vi.waitFor(
      () =>
        expect(last(harness)?.detail).toBe(
          "1 of 2 people connected; 555: the PBX does not know this extension (404)",
        ),
      eventually,
    );
  });

  it("a wrong key is told in words, without the key, and the PBX is left in peace", async () => {
    const simulator = await pbx();
    const harness = connect(simulator, { settings: { apiKey: "wrong-key-of-ours" } });
    await vi.waitFor(() => expect(last(harness)?.state).toBe("refused"), eventually);
    expect(last(harness)).toMatchObject({ code: "401", detail: "the API key was refused (401)" });
    expect(Date.parse(last(harness)!.retryAt!) - Date.now()).toBeGreaterThan(9 * 60_000);
    expect(JSON.stringify([harness.statuses, harness.logged])).not.toContain("wrong-key");
  });

  it("a hundred people are connected one after another, and their calls come in", async () => {
    const extensions = Array.from({ length: 100 }, (_, index) => String(1_000 + index));
    const simulator = await pbx(extensions);
    const began = performance.now();
    const harness = connect(simulator, { extensions });
    await vi.waitFor(() => expect(last(harness)).toEqual({ state: "online" }), {
      timeout: 30_000,
      interval: 50,
    });
    // No more than twenty a second: a lower limit, which a slow machine can't break.
    expect(performance.now() - began).toBeGreaterThan(4_500);
    const call = simulator.calls.dialGroup(simulator.group, "380671112233");
    simulator.calls.answerGroup(call, "1042");
    simulator.calls.hangUp(call.uuid);
    // The group's ring, answer and end; everybody's ring and end; one answer.
    await vi.waitFor(() => expect(harness.messages).toHaveLength(204), eventually);
    expect(new Set(harness.messages.map(({ key }) => key)).size).toBe(204);
    expect(
      new Set(eventsOf(harness).map((event) => "externalId" in event && event.externalId)).size,
    ).toBe(1);
    harness.close();
    await vi.waitFor(() => expect(simulator.clientCount()).toBe(0), eventually);
  }, 60_000);
});

describe("messages", () => {
  it("that three people are told are one", async () => {
    const simulator = await pbx();
    const harness = connect(simulator, { extensions: ["101", "102", "103"] });
    await online(harness);
    const call = simulator.calls.dialGroup(simulator.group, "380671112233");
    simulator.calls.answerGroup(call, "102");
    simulator.calls.hangUp(call.uuid);
    await vi.waitFor(() => expect(kinds(harness)).toContain("call:ended"), eventually);
    expect(kinds(harness).sort()).toEqual([
      "call:answered",
      "call:arrived",
      "call:ended",
      "call:leg-ended",
      "call:leg-ended",
      "call:leg-ended",
      "call:ringing",
      "call:ringing",
      "call:ringing",
    ]);
    expect(eventsOf(harness)[0]).toMatchObject({ externalId: call.uuid });
  });

  it("of a menu, its group and the group's people are one call's", async () => {
    const simulator = await pbx();
    const harness = connect(simulator);
    await online(harness);
    const from = "380671112233";
    const menu = simulator.calls.dial({ extension: "IVR", from });
    const group = simulator.calls.dial({ extension: simulator.group, from, parentUuid: menu });
    const leg = simulator.calls.dial({ extension: "101", from, parentUuid: group });
    simulator.calls.bridge(leg);
    await vi.waitFor(() => expect(kinds(harness)).toHaveLength(3), eventually);
    const ids = () => eventsOf(harness).map((event) => "externalId" in event && event.externalId);
    expect(ids()).toEqual([menu, menu, menu]);
    const reconnected = connect(simulator);
    await vi.waitFor(() => expect(kinds(reconnected)).toHaveLength(3), eventually);
    expect(reconnected.messages.map(({ key }) => key).sort()).toEqual(
      harness.messages.map(({ key }) => key).sort(),
    );
  });

  it("pauses repeat", async () => {
    const simulator = await pbx();
    const harness = connect(simulator);
    await online(harness);
    for (const away of [true, false, true, false]) {
      simulator.calls.pause("101", away);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await vi.waitFor(() => expect(kinds(harness)).toHaveLength(4), eventually);
    expect(eventsOf(harness).map((event) => "away" in event && event.away)).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  it("nobody can read are kept with their reason, and the link lives on", async () => {
    const simulator = await pbx();
    const harness = connect(simulator);
    await online(harness);
    const garbage = ["{", "[]", "null", "7", "", Buffer.from([0xff, 0xfe]), "x".repeat(70_000)];
    for (const frame of garbage) simulator.sendRaw(frame);
    await vi.waitFor(() => expect(harness.messages).toHaveLength(garbage.length), eventually);
    expect(harness.messages.every(({ refused }) => refused?.field === "frame")).toBe(true);
    expect(harness.messages.at(-1)?.refused?.code).toBe("too-large");
    simulator.sendRaw(JSON.stringify({ event: "call.parked", uuid: "1" }));
    await vi.waitFor(() => expect(harness.messages).toHaveLength(garbage.length + 1), eventually);
    const unknown = harness.messages.at(-1)!;
    expect(() => phonet.parse(unknown.raw, harness.origin(unknown))).toThrow(
      expect.objectContaining({ field: "event" }),
    );
    expect(last(harness)).toEqual({ state: "online" });
  });

  it("an error nobody asked for is kept, with the key covered", async () => {
    const simulator = await pbx();
    const harness = connect(simulator);
    await online(harness);
    simulator.sendRaw(JSON.stringify({ event: "error", message: `bad key ${apiKey}` }));
    await vi.waitFor(() => expect(harness.messages).toHaveLength(1), eventually);
    expect(harness.messages[0]!.refused?.message).toBe("101: bad key •••");
    expect(JSON.stringify([harness.messages, harness.logged])).not.toContain(apiKey);
  });

  it("of calls under way come after a restart, the same as the live ones", async () => {
    const simulator = await pbx();
    const live = connect(simulator);
    await online(live);
    const ringing = simulator.calls.dial({ extension: "101", from: "380671112233" });
    const talking = simulator.calls.dial({ extension: "101", from: "380671112244" });
    simulator.calls.bridge(talking);
    const group = simulator.calls.dialGroup(simulator.group, "380671112255");
    simulator.calls.dial({ extension: "103", from: "380671112266" });
    await vi.waitFor(() => expect(live.messages).toHaveLength(5), eventually);
    live.close();
    const reconnected = connect(simulator);
    await vi.waitFor(() => expect(reconnected.messages).toHaveLength(5), eventually);
    const keys = (harness: Harness) => harness.messages.map(({ key }) => key).sort();
    expect(keys(reconnected)).toEqual(keys(live));
    const ids = eventsOf(reconnected).map((event) => "externalId" in event && event.externalId);
    expect(new Set(ids)).toEqual(new Set([ringing, talking, group.uuid]));
    const [first] = eventsOf(reconnected);
    expect(Math.abs(Date.parse(first!.at!) - Date.now())).toBeLessThan(60_000);
  });
});
