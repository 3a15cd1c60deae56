import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { dismissCard } from "#lib/calls/wrap-up";
import { aCallEvent } from "#lib/testing/kit/call-events";
import { openOffice } from "#lib/testing/kit/office";
import { readBoard, wrapUpCounts } from "./read-board";

const office = await openOffice({
  people: { ivan: { extension: "102" }, olena: { extension: "101" } },
});
/** The clock stands: a talk counts today, and no wrap-up is over too early. */
const noon = new Date("2026-11-02T12:00:00Z");
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: noon });
  await office.db.call.deleteMany();
});
afterEach(() => void vi.useRealTimers());

const record = (kind: "call:ringing" | "call:answered", extension: string) =>
  office.record(aCallEvent(kind, { extension, trunk: "1" }));

const everybody = () => new Set(Object.values(office.people));
async function states(online = everybody(), now = new Date()) {
  const { whole } = await readBoard(online, 1, now);
  return whole.members.map(({ name, state }) => `${name} ${state}`);
}

describe("a call on the board", () => {
  it("rings, is talked, and is wrapped up until it is put away", async () => {
    expect(await states()).toEqual(["ivan free", "olena free"]);
    await record("call:ringing", "101");
    await record("call:ringing", "102");
    expect(await states()).toEqual(["ivan ringing", "olena ringing"]);
    expect((await readBoard(everybody(), 1)).whole.ringing.count).toBe(1);
    await record("call:answered", "101");
    expect(await states()).toEqual(["ivan free", "olena talking"]);
    expect((await readBoard(everybody(), 1)).whole.ringing.count).toBe(0);
    const { id } = await office.record(aCallEvent("call:ended", { trunk: "1", talkSeconds: 5 }));
    expect(await states()).toEqual(["ivan free", "olena wrap-up"]);
    const later = new Date(Date.now() + wrapUpCounts + 1_000);
    expect(await states(everybody(), later)).toEqual(["ivan free", "olena free"]);
    await dismissCard(office.people.olena, { callId: id, stage: "wrap-up" });
    expect(await states()).toEqual(["ivan free", "olena free"]);
    const { whole } = await readBoard(everybody(), 1);
    expect(whole.members[1]!.today).toMatchObject({ answered: 1, talkSeconds: 5 });
  });

  it("is wrapped up when it was the person's last: earlier ones that they have not put away count no more", async () => {
    const talk = async (externalId: string, clientNumber: string) => {
      const over = { extension: "101", trunk: "1", externalId, clientNumber, talkSeconds: 5 };
      for (const kind of ["call:ringing", "call:answered"] as const)
        await office.record(aCallEvent(kind, over));
      return office.record(aCallEvent("call:ended", over));
    };
    const client = async () => (await readBoard(everybody(), 1)).whole.members[1]!.client?.number;
    await talk("first", "+73430117701");
    vi.setSystemTime(noon.getTime() + 60_000);
    const { id } = await talk("second", "+73430117702");
    expect(await client()).toMatchObject({ e164: "+73430117702" });
    await dismissCard(office.people.olena, { callId: id, stage: "wrap-up" });
    expect(await states()).toEqual(["ivan free", "olena free"]);
  });

  it("names the client to those who may see every call, and to nobody else", async () => {
    await record("call:ringing", "101");
    const { whole, plain } = await readBoard(everybody(), 1);
    expect(whole.members[1]!.client).toMatchObject({ number: { e164: "+73430112233" } });
    expect(plain.members[1]).toMatchObject({ state: "ringing", client: null, today: null });
    expect(JSON.stringify(plain)).not.toContain("3430112233");
  });
});

it("says who is away, not to be disturbed, or has no browser open", async () => {
  expect(await states(new Set())).toEqual(["ivan offline", "olena offline"]);
  const where = { id: office.people.ivan };
  await office.db.user.update({ where, data: { doNotDisturb: true } });
  expect(await states()).toEqual(["ivan do-not-disturb", "olena free"]);
  await office.db.extension.updateMany({ where: { number: "102" }, data: { away: true } });
  expect(await states(new Set())).toEqual(["ivan away", "olena offline"]);
});

it("counts clients who wait for a call, not those who were promised one", async () => {
  const at = new Date("2026-11-01T10:00:00Z");
  for (const kind of ["missed", "lead", "promised"]) {
    const data = { kind, numberRaw: "1", openKey: kind, waitingSince: at, dueAt: at };
    await office.db.callback.create({ data });
  }
  const { callbacks } = (await readBoard(everybody(), 1)).plain;
  expect(callbacks).toEqual({ count: 2, oldest: at.toISOString() });
});

it("who was promised a call, and calls before in vain, is among those who wait", async () => {
  const promise = { kind: "promised", waitingSince: new Date(Date.now() + 3_600_000) };
  const open = (name: string, given: object) => {
    const client = { numberRaw: name, openKey: `number:${name}`, dueAt: new Date() };
    return office.db.callback.create({ data: { ...client, ...promise, ...given } });
  };
  await office.db.callback.deleteMany();
  await open("quiet", {});
  const { callbacks } = (await readBoard(everybody(), 1)).whole;
  await open("rang", { missedCount: 1 });
  const after = (await readBoard(everybody(), 1)).whole.callbacks;
  expect([callbacks, after]).toEqual([
    { count: 0, oldest: null },
    { count: 1, oldest: null },
  ]);
});
