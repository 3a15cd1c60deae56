import { afterEach, describe, expect, it, vi } from "vitest";
import { freePort, openHarness } from "../testing";
import { phonet } from "./adapter";
import type { Link } from "./link";
import { settings as schema } from "./settings";
import { startSimulator, type PhonetSimulator } from "./simulator";

const eventually = { timeout: 10_000, interval: 20 };
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** A connection that is online, for 101 and 102. */
async function office(options: { script?: boolean } = {}) {
  const log: string[] = [];
  const pbx = await startSimulator({ port: 0, log: (line) => log.push(line), ...options });
  cleanUps.push(() => pbx.close());
  const settings = schema.parse(pbx.settings);
  const harness = openHarness(phonet, settings, { extensions: ["101", "102"] });
  cleanUps.push(() => harness.close());
  await vi.waitFor(() => expect(harness.statuses.at(-1)).toEqual({ state: "online" }), eventually);
  const place = (extension = "101", signal?: AbortSignal) =>
    phonet.placeCall!(
      { extension, number: "+38 (067) 111-22-33" },
      { ...harness.command(settings), ...(signal && { signal }) },
    );
  const hangUp = (externalId: string) => phonet.hangUp!({ externalId }, harness.command(settings));
  return { pbx, harness, settings, place, hangUp, log };
}

const stillThere = (pbx: PhonetSimulator) =>
  vi.waitFor(() => expect(pbx.clientCount()).toBe(2), eventually);

describe("click-to-call", () => {
  it("by REST tells the call's id, by which its events come", async () => {
    const { place, harness, log } = await office({ script: true });
    const { externalId } = await place();
    expect(log).toEqual(["makeCall 101 -> +380671112233"]);
    await vi.waitFor(() => expect(harness.messages).toHaveLength(1), eventually);
    const [message] = harness.messages;
    expect(phonet.parse(message!.raw, harness.origin(message!))[0]).toMatchObject({
      kind: "call:dialling",
      externalId,
      extension: "101",
      clientNumber: "380671112233",
    });
  });

  it("by the caller's own socket, where the key has no right to REST", async () => {
    const { pbx, place, log } = await office();
    pbx.forbidCalls(true);
    await expect(place("102")).resolves.toEqual({});
    expect(log).toEqual(["call 102 -> 380671112233"]);
  });

  it("on one socket goes one at a time, each with its own answer", async () => {
    const { pbx, place, log } = await office();
    pbx.forbidCalls(true);
    await Promise.all([place(), place(), place("102")]);
    expect(log).toHaveLength(3);
    pbx.refuseCommands("Line is busy");
    for (const result of await Promise.allSettled([place(), place()])) {
      expect(result).toMatchObject({ status: "rejected", reason: { message: "Line is busy" } });
    }
  });

  it.each([false, true])("is refused in the provider's words (socket: %s)", async (forbidden) => {
    const { pbx, place } = await office();
    pbx.forbidCalls(forbidden);
    pbx.refuseCommands("Абонент не зарегистрирован");
    await expect(place()).rejects.toMatchObject({
      code: "refused",
      message: "Абонент не зарегистрирован",
    });
  });

  it("costs its patience, not more, when the PBX is silent", async () => {
    const { pbx, place } = await office();
    pbx.holdCommands();
    await expect(place()).rejects.toMatchObject({ code: "timeout" });
  });

  it("given up by the person ends at once", async () => {
    const { pbx, place } = await office();
    pbx.holdCommands();
    await expect(place("101", AbortSignal.timeout(50))).rejects.toMatchObject({ code: "timeout" });
    await expect(place("101", AbortSignal.abort())).rejects.toMatchObject({ code: "timeout" });
  });

  it("for an extension without a socket, or without any connection, says so", async () => {
    const { pbx, place, harness } = await office();
    pbx.forbidCalls(true);
    await expect(place("103")).rejects.toMatchObject({ code: "not-connected" });
    pbx.letIn(false);
    pbx.dropClients();
    await vi.waitFor(() => expect(harness.statuses.at(-1)?.state).toBe("waiting"), eventually);
    await expect(place()).rejects.toMatchObject({ code: "not-connected" });
  });

  it("never dials what is no number", async () => {
    const { harness, settings, log } = await office();
    for (const number of ["", "12\n3", "call me", "1;2"]) {
      const placed = phonet.placeCall!({ extension: "101", number }, harness.command(settings));
      await expect(placed).rejects.toMatchObject({ code: "invalid", field: "number" });
    }
    expect(log).toEqual([]);
  });
});

describe("a call under way", () => {
  it("is hung up, with all of its group", async () => {
    const { pbx, hangUp } = await office();
    const call = pbx.calls.dialGroup(pbx.group, "380671112233");
    await hangUp(call.uuid);
    expect(pbx.calls.listActive()).toEqual([]);
    await expect(hangUp(call.uuid)).rejects.toMatchObject({ code: "refused" });
  });
});

describe("the session", () => {
  it("is opened once for all who ask, and once more when it has ended", async () => {
    const { pbx, place } = await office();
    await Promise.all([place(), place("102"), place()]);
    expect(pbx.signIns()).toBe(1);
    pbx.endSessions();
    await Promise.all([place(), place("102"), place()]);
    expect(pbx.signIns()).toBe(2);
  });
});

describe("the test of settings", () => {
  const check = async (change: object) => {
    const { harness, settings } = await office();
    return phonet.check!({ ...harness.command(settings), settings: { ...settings, ...change } });
  };

  it("says who is there, and what works", async () => {
    const { detail, abilities } = await check({});
    expect(detail).toBe("signed in, 3 people with an extension");
    expect(abilities?.map(({ ability, ok }) => [ability, ok])).toEqual([
      ["directory", true],
      ["events", true],
      ["history", true],
    ]);
  });

  it.each([
    [{ apiKey: "another" }, "unauthorized"],
    [{ domain: "another.example" }, "unauthorized"],
  ])("names what is wrong: %j", async (change, code) => {
    const failure = { name: "ProviderError", code, field: "apiKey" };
    await expect(check(change)).rejects.toMatchObject(failure);
  });

  it("says that nobody listens", async () => {
    const baseUrl = `http://127.0.0.1:${await freePort()}`;
    const failure = { code: "not-connected", field: "baseUrl" };
    await expect(check({ baseUrl })).rejects.toMatchObject(failure);
  });
});

describe("the socket, when an answer fails to come", () => {
  it("is opened anew, so that a late answer is not taken for the next one's", async () => {
    const { pbx, harness } = await office();
    await stillThere(pbx);
    pbx.holdCommands();
    const requests = (harness.link as Link).subscriptions.requestsOf("101")!;
    const given = requests.call("1", AbortSignal.timeout(50));
    const queued = requests.call("2");
    await expect(given).rejects.toMatchObject({ code: "timeout" });
    await expect(queued).rejects.toMatchObject({ name: "ProviderError" });
    const lost = () => harness.statuses.some(({ detail }) => detail?.includes("; 101: "));
    await vi.waitFor(() => expect(lost()).toBe(true), eventually);
    pbx.answerCommands();
    await vi.waitFor(() => expect(requests.call("3")).resolves.toBeUndefined(), eventually);
    await stillThere(pbx);
  });

  it("lost in the middle: nobody knows what the PBX did", async () => {
    const { pbx, harness } = await office();
    pbx.holdCommands();
    const requests = (harness.link as Link).subscriptions.requestsOf("101")!;
    const lost = expect(requests.call("1")).rejects.toMatchObject({ code: "connection-lost" });
    await vi.waitFor(() => expect(pbx.heldCommands()).toBe(1), eventually);
    pbx.dropClients();
    await lost;
  });
});
