import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { setContactScope } from "#lib/auth/policy";
import { minute } from "#lib/base/duration";
import { setWorkingHours } from "#lib/callbacks/working-hours";
import { listOptions } from "#lib/contacts/list-schema";
import { aCallEvent } from "#lib/testing/kit/call-events";
import { addContact, openOffice, salesPerson } from "#lib/testing/kit/office";
import { claimedBy, claimLasts, keepClaim, releaseClaim } from "./claims";
import { beginDialList, callAgain, progressOf, readDialList } from "./dial-list";
import { readDesk } from "./desk";
import { step, type Going } from "./step";

const office = await openOffice({
  people: { olena: { extension: "101" }, ivan: { extension: "102" } },
});
const [olena, ivan] = [salesPerson(office.people.olena), salesPerson(office.people.ivan)];
/** Noon in Yekaterinburg, whose numbers the clients have. */
const noon = new Date("2026-11-30T07:00:00Z");
afterAll(() => vi.useRealTimers());

const ids: Record<string, string> = {};
const numbers: Record<string, string> = {};
let listId: string;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: noon });
  await setContactScope("all");
  await office.db.dialList.deleteMany();
  await office.db.call.deleteMany();
  await office.db.callback.deleteMany();
  await office.db.contact.deleteMany();
  for (const [index, name] of ["a", "b", "c", "d"].entries()) {
    numbers[name] = `+7343055500${index}`;
    ids[name] = await addContact(name, numbers[name]);
  }
  listId = await begin();
});

const begin = async (over = {}, user = olena) =>
  (await beginDialList(user, { options: listOptions.parse(over), viewId: null })).id;

/** @returns who is before them then, and the others with the reason */
async function go(user: typeof olena, over: Partial<Going> = {}) {
  const { position, skipped } = await step(user, { listId, from: null, to: "next", ...over });
  const contactId = await claimedBy(user.id, listId);
  const name = Object.keys(ids).find((one) => ids[one] === contactId) ?? null;
  return { name, position, skipped: skipped.map((one) => `${one.name} ${one.reason}`) };
}

let made = 0;
async function call(name: string, user: "101" | "102", answered = false): Promise<void> {
  vi.advanceTimersByTime(1_000);
  const externalId = `call-${++made}`;
  const about = { externalId, clientNumber: numbers[name]! };
  await office.record(aCallEvent("call:dialling", { ...about, extension: user }));
  if (answered) {
    const talk = { direction: "outgoing", extension: user } as const;
    await office.record(aCallEvent("call:answered", { ...about, ...talk }));
  }
  const disposition = answered ? "answered" : "no-answer";
  const end = { ...about, direction: "outgoing", extension: user, disposition } as const;
  await office.record(aCallEvent("call:ended", end));
  vi.advanceTimersByTime(1_000);
}

const progress = async () => progressOf(await readDialList(olena, listId));

describe("two people on one list", () => {
  it("join it, and never have the same client before them", async () => {
    expect(await begin({}, ivan)).toBe(listId);
    expect(await go(olena)).toMatchObject({ name: "a", position: 0, skipped: [] });
    expect(await go(ivan)).toMatchObject({ name: "b", skipped: ["a taken"] });
    expect(await go(olena, { from: 0 })).toMatchObject({ name: "c", skipped: ["b taken"] });
    // What Olena has left is passed over, for both.
    expect(await go(ivan, { from: 1 })).toMatchObject({ name: "d", skipped: ["c taken"] });
    expect(await progress()).toEqual({ size: 4, reached: 0, tried: 0, passed: 2 });
  });

  it("at once get one each", async () => {
    for (let round = 0; round < 5; round++) {
      await office.db.dialClaim.deleteMany();
      const [one, two] = await Promise.all([go(olena), go(ivan)]);
      expect([one.name, two.name].sort()).toEqual(["a", "b"]);
    }
  });

  it("a number that two clients share is one client's", async () => {
    await office.db.contactNumber.updateMany({
      where: { contactId: ids.b! },
      data: { e164: numbers.a! },
    });
    await go(olena);
    expect(await go(ivan)).toMatchObject({ name: "c", skipped: ["a taken", "b taken"] });
    await call("a", "101");
    expect(await go(olena, { from: 0 })).toMatchObject({ skipped: ["b number-called", "c taken"] });
  });

  it("a claim ends when its person leaves, pauses, or is silent for long", async () => {
    await go(olena);
    await releaseClaim(olena.id, listId);
    expect(await go(ivan)).toMatchObject({ name: "a" });
    vi.advanceTimersByTime(claimLasts + 1);
    expect(await go(olena)).toMatchObject({ name: "a" });
    expect(await keepClaim(ivan.id, listId)).toBe(false);
    vi.advanceTimersByTime(claimLasts - 1);
    expect(await keepClaim(olena.id, listId)).toBe(true);
    vi.advanceTimersByTime(minute);
    expect(await go(ivan)).toMatchObject({ name: "b" });
    const paused = { where: { userId: olena.id }, data: { away: true } };
    await office.db.extension.updateMany(paused);
    expect(await keepClaim(olena.id, listId)).toBe(false);
    await expect(go(olena)).rejects.toThrow("away");
    expect(await go(ivan, { from: 1, to: "previous" })).toMatchObject({ name: "a" });
    await office.db.extension.updateMany({ ...paused, data: { away: false } });
  });
});

it("outside the person's hours nobody is offered, unless they go on all the same", async () => {
  expect(await go(olena)).toMatchObject({ name: "a" });
  // Noon of a Monday where the clients are; the company works on Tuesdays, Olena on Mondays as well.
  await setWorkingHours({ hoursFrom: 0, hoursTo: 60, weekdays: "2" });
  await expect(go(olena)).rejects.toMatchObject({ code: "off-hours" });
  expect(await claimedBy(olena.id, listId)).toBeNull();
  expect(await go(olena, { afterHours: true })).toMatchObject({ name: "a" });
  const own = (workingHours: string | null) =>
    office.db.user.update({ where: { id: olena.id }, data: { workingHours } });
  await own("12 00:00–23:59");
  expect(await go(olena, { from: 0 })).toMatchObject({ name: "b" });
  await own(null);
  await setWorkingHours(null);
});

describe("who is skipped, and why", () => {
  it("reached or called since the list began, by whomever", async () => {
    await call("a", "102", true);
    await call("b", "102");
    expect(await go(olena)).toMatchObject({ name: "c", skipped: ["a reached", "b called"] });
    expect(await progress()).toEqual({ size: 4, reached: 1, tried: 1, passed: 0 });
  });

  it("not who was called before it", async () => {
    await call("a", "101", true);
    await office.db.dialList.deleteMany();
    listId = await begin();
    expect(await go(olena)).toMatchObject({ name: "a" });
  });

  it("wants no calls, has no number, is gone, or sleeps", async () => {
    const change = (name: string, data: object) =>
      office.db.contact.update({ where: { id: ids[name]! }, data });
    await change("a", { doNotCall: true });
    await change("b", { deletedAt: new Date() });
    await office.db.contactNumber.deleteMany({ where: { contactId: ids.c! } });
    expect(await go(olena)).toMatchObject({
      name: "d",
      skipped: ["a do-not-call", " gone", "c no-number"],
    });
    vi.setSystemTime(new Date("2026-11-30T18:00:00Z"));
    const { skipped } = await step(olena, { listId, from: 3, to: "here" });
    expect(skipped.find(({ reason }) => reason === "asleep")).toMatchObject({
      name: "d",
      at: "2026-12-01T04:00:00.000Z",
      zone: "Asia/Yekaterinburg",
    });
  });

  it("is on a call with a colleague, or one is on their callback", async () => {
    const ring = { externalId: "live", clientNumber: numbers.a!, extension: "102" };
    await office.record(aCallEvent("call:ringing", ring));
    const owed = { kind: "missed", numberRaw: "1", waitingSince: noon, dueAt: noon };
    const claim = { claimedById: ivan.id, claimedUntil: new Date(noon.getTime() + minute) };
    await office.db.callback.create({ data: { ...owed, ...claim, contactId: ids.b! } });
    const { skipped } = await step(olena, { listId, from: null, to: "next" });
    expect(skipped).toMatchObject([
      { name: "a", reason: "on-call", userId: ivan.id },
      { name: "b", reason: "taken", userId: ivan.id },
    ]);
  });
});

it("ends when all were called; who was not reached is called again", async () => {
  await call("a", "101", true);
  for (const name of ["b", "c"]) await call(name, "101");
  expect(await go(olena)).toMatchObject({ name: "d" });
  expect(await go(olena, { from: 3 })).toMatchObject({ name: null, position: null });
  expect(await progress()).toEqual({ size: 4, reached: 1, tried: 2, passed: 1 });
  // It is through: the next who asks the same begins anew.
  const { roundAt, endedAt } = await readDialList(olena, listId);
  expect(endedAt).not.toBeNull();
  vi.advanceTimersByTime(1_000);
  await callAgain(olena, listId, roundAt);
  // A colleague who saw the same end presses later.
  const { roundAt: second } = await readDialList(olena, listId);
  await callAgain(ivan, listId, roundAt);
  expect((await readDialList(olena, listId)).roundAt).toEqual(second);
  expect(await progress()).toEqual({ size: 4, reached: 1, tried: 0, passed: 0 });
  expect(await go(olena)).toMatchObject({ name: "b", skipped: ["a reached"] });
  expect(await go(olena, { from: 1 })).toMatchObject({ name: "c" });
  expect(await go(olena, { from: 2, to: "previous" })).toMatchObject({ name: "b" });
  expect(await begin()).toBe(listId);
});

it("goes back to whom one has talked with, and says what became of each", async () => {
  const soFar = async () => (await readDesk(olena, listId)).client?.soFar;
  await go(olena);
  await call("a", "101", true);
  expect(await go(olena, { from: 0 })).toMatchObject({ name: "b" });
  expect(await soFar()).toBeNull();
  await call("b", "101");
  expect(await go(olena, { from: 1 })).toMatchObject({ name: "c" });
  expect(await go(olena, { from: 2 })).toMatchObject({ name: "d" });
  expect(await go(olena, { from: 3, to: "previous" })).toMatchObject({ name: "c" });
  expect(await soFar()).toMatchObject({ state: "passed" });
  expect(await go(olena, { from: 2, to: "previous" })).toMatchObject({ name: "b" });
  expect(await soFar()).toMatchObject({ state: "called", outcome: null });
  expect(await go(olena, { from: 1, to: "previous" })).toMatchObject({ name: "a" });
  const { id: outcomeId } = await office.db.outcome.findFirstOrThrow();
  await office.db.call.updateMany({ where: { contactId: ids.a! }, data: { outcomeId } });
  expect(await soFar()).toMatchObject({ state: "reached", outcome: { id: outcomeId } });
  expect(await progress()).toEqual({ size: 4, reached: 1, tried: 1, passed: 1 });
});

it("is of whoever the filters left, in the list's order, and stays so", async () => {
  await office.db.contact.update({ where: { id: ids.b! }, data: { source: "Fair" } });
  await office.db.contact.update({ where: { id: ids.d! }, data: { source: "Fair" } });
  listId = await begin({ source: "Fair", order: "desc" });
  await office.db.contact.update({ where: { id: ids.a! }, data: { source: "Fair" } });
  expect(await go(olena)).toMatchObject({ name: "d" });
  expect(await go(olena, { from: 0 })).toMatchObject({ name: "b" });
  expect((await progress()).size).toBe(2);
  await expect(begin({ source: "Nowhere" })).rejects.toThrow("nobody");
});

it("is the person's own where each sees others", async () => {
  const mine = await begin({ owner: "nobody" });
  await setContactScope("own");
  const own = await begin({ owner: "nobody" });
  expect(own).not.toBe(mine);
  expect(await begin({ owner: "nobody" }, ivan)).not.toBe(own);
  await expect(readDialList(ivan, own)).rejects.toThrow("not-found");
  await expect(readDialList(olena, mine)).rejects.toThrow("not-found");
});
