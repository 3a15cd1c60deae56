import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { dismissCard } from "#lib/calls/dismiss-card";
import { recordCallEvents } from "#lib/calls/record-call-events";
import { createTestDatabase, type TestDatabase } from "#lib/db/testing";
import { saveExtensions } from "#lib/users/save-extensions";
import { readBoard, wrapUpCounts } from "./read-board";

let test: TestDatabase;
let connectionId: string;
const ids: Record<string, string> = {};
beforeAll(async () => {
  test = await createTestDatabase();
  const data = { slug: "office", provider: "prostie-zvonki", name: "Office", settings: "{}" };
  connectionId = (await test.db.connection.create({ data })).id;
  for (const [name, number] of [
    ["ivan", "102"],
    ["olena", "101"],
  ] as const) {
    const person = { email: `${name}@x.test`, name, role: "sales", passwordHash: "-" };
    ids[name] = (await test.db.user.create({ data: person })).id;
    await saveExtensions(ids[name], { [connectionId]: number });
  }
});
afterAll(() => test.close());
beforeEach(() => test.db.call.deleteMany());

async function tell(kind: string, extension: string, more: object = {}) {
  const about = { externalId: "1", direction: "incoming", clientNumber: "83430112233" };
  const event = { kind, extension, trunk: "1", ...about, ...more } as never;
  const source = { connectionId, slug: "office", country: "RU" };
  const [told] = await recordCallEvents([{ event, source, receivedAt: new Date() }]);
  return told!.view;
}

const everybody = () => new Set(Object.values(ids));
async function states(online = everybody(), now = new Date()) {
  const { whole } = await readBoard(online, 1, now);
  return whole.members.map(({ name, state }) => `${name} ${state}`);
}

describe("a call on the board", () => {
  it("rings, is talked, and is wrapped up until it is put away", async () => {
    expect(await states()).toEqual(["ivan free", "olena free"]);
    await tell("call:ringing", "101");
    await tell("call:ringing", "102");
    expect(await states()).toEqual(["ivan ringing", "olena ringing"]);
    expect((await readBoard(everybody(), 1)).whole.ringing.count).toBe(1);
    await tell("call:answered", "101");
    expect(await states()).toEqual(["ivan free", "olena talking"]);
    expect((await readBoard(everybody(), 1)).whole.ringing.count).toBe(0);
    const end = { disposition: "answered", talkSeconds: 5 };
    const { id } = await tell("call:ended", "101", end);
    expect(await states()).toEqual(["ivan free", "olena wrap-up"]);
    const later = new Date(Date.now() + wrapUpCounts + 1_000);
    expect(await states(everybody(), later)).toEqual(["ivan free", "olena free"]);
    await dismissCard(ids.olena!, { callId: id, stage: "wrap-up" });
    expect(await states()).toEqual(["ivan free", "olena free"]);
    const { whole } = await readBoard(everybody(), 1);
    expect(whole.members[1]!.today).toMatchObject({ answered: 1, talkSeconds: 5 });
  });

  it("names the client to those who may see every call, and to nobody else", async () => {
    await tell("call:ringing", "101");
    const { whole, plain } = await readBoard(everybody(), 1);
    expect(whole.members[1]!.client).toMatchObject({ number: { e164: "+73430112233" } });
    expect(plain.members[1]).toMatchObject({ state: "ringing", client: null, today: null });
    expect(JSON.stringify(plain)).not.toContain("3430112233");
  });
});

it("says who is away, not to be disturbed, or has no browser open", async () => {
  expect(await states(new Set())).toEqual(["ivan offline", "olena offline"]);
  const where = { id: ids.ivan! };
  await test.db.user.update({ where, data: { doNotDisturb: true } });
  expect(await states()).toEqual(["ivan do-not-disturb", "olena free"]);
  await test.db.extension.updateMany({ where: { number: "102" }, data: { away: true } });
  expect(await states(new Set())).toEqual(["ivan away", "olena offline"]);
});

it("counts clients who wait for a call, not those who were promised one", async () => {
  const at = new Date("2026-11-01T10:00:00Z");
  for (const kind of ["missed", "lead", "promised"]) {
    const data = { kind, numberRaw: "1", openKey: kind, waitingSince: at, dueAt: at };
    await test.db.callback.create({ data });
  }
  const { callbacks } = (await readBoard(everybody(), 1)).plain;
  expect(callbacks).toEqual({ count: 2, oldest: at.toISOString() });
});
