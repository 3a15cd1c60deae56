/** The demo's past must look like one: whole, over, and the same as often as it is made. */
import { beforeAll, expect, it } from "vitest";
import { config } from "#lib/base/config";
import { openOffice } from "#lib/testing/kit/office";
import { callsOf, missedOf } from "#lib/statistics/figures";
import { statisticsOptions } from "#lib/statistics/options";
import { periodOf } from "#lib/base/period";
import { readStatistics } from "#lib/statistics/read-statistics";
import { pastHistory } from "./history";
import { seedDemo } from "./seed-demo";
import { demoWords } from "./words/by-language";

const office = await openOffice({ connections: {} });
beforeAll(() => seedDemo(config().secret, "ru"));

it("fills every screen, and nothing in it is under way", async () => {
  const period = periodOf(statisticsOptions.parse({}), "UTC");
  const everybody = { personId: null, connectionId: null };
  const { now, people, outcomes } = await readStatistics(period, everybody);
  expect(callsOf(now.figures)).toBeGreaterThan(1_500);
  expect(missedOf(now.figures)).toBeGreaterThan(100);
  expect(now.calledBack).toBeGreaterThan(80);
  expect(now.medianCallback).toBeLessThan(3_600);
  expect(people.length).toBeGreaterThanOrEqual(2);
  expect(outcomes.length).toBeGreaterThan(5);
  expect(await office.db.call.count({ where: { state: { not: "ended" } } })).toBe(0);
  expect(await office.db.call.count({ where: { endedAt: { gt: new Date() } } })).toBe(0);
  const open = await office.db.callback.count({ where: { closedAt: null, kind: "missed" } });
  expect(open).toBeGreaterThan(0);
  expect(open).toBeLessThanOrEqual(5);
  expect(await office.db.note.count()).toBeGreaterThan(100);
  expect(await office.db.contact.count()).toBe(203);
});

it("shows what the product can do", async () => {
  const { db } = office;
  const promises = await db.callback.findMany({ where: { kind: "promised" } });
  expect(promises).toHaveLength(3);
  expect(promises.filter(({ dueAt }) => dueAt < new Date())).toHaveLength(1);
  expect(await db.callbackChange.count({ where: { kind: "promised" } })).toBe(3);
  expect(await db.callback.count({ where: { kind: "lead", closedAt: null } })).toBe(1);
  expect(await db.lead.count()).toBe(1);
  expect(await db.sms.count()).toBeGreaterThan(5);
  expect(await db.call.count({ where: { recordingUrl: { not: null } } })).toBeGreaterThan(100);
  const contacts = await db.contact.findMany({ include: { tags: true, numbers: true } });
  expect(new Set(contacts.map(({ ownerId }) => ownerId)).size).toBe(3);
  expect(contacts.filter(({ tags }) => tags.length > 0).length).toBeGreaterThan(40);
  expect(new Set(contacts.map(({ name }) => name)).size).toBe(contacts.length);
  const days = contacts.map(({ createdAt }) => createdAt.toISOString().slice(0, 10));
  expect(new Set(days).size).toBeGreaterThan(50);
  const e164s = contacts.flatMap(({ numbers }) => numbers.flatMap(({ e164 }) => e164 ?? []));
  expect(e164s.length - new Set(e164s).size).toBe(1);
});

it("has no call with somebody from before they were known", async () => {
  const calls = await office.db.call.findMany({ include: { contact: true } });
  expect(
    calls.filter(({ contact, startedAt }) => contact && contact.createdAt > startedAt),
  ).toEqual([]);
});

it("owes a call to nobody with whom somebody has talked since", async () => {
  for (const { e164, waitingSince } of await office.db.callback.findMany({
    where: { closedAt: null },
  })) {
    const talks = { clientE164: e164, disposition: "answered", startedAt: { gt: waitingSince } };
    expect(await office.db.call.count({ where: talks })).toBe(0);
  }
});

it("is the same each time", () => {
  const options = {
    words: demoWords.en,
    seed: 7,
    now: new Date("2026-11-21T12:00:00Z"),
    zone: "Europe/Kyiv",
    days: 10,
    people: [{ userId: "a", extension: "101" }],
    clients: [{ contactId: "c", raw: "+74950112233", e164: "+74950112233" }],
  };
  const past = pastHistory(options);
  expect(pastHistory(options)).toEqual(past);
  expect(past.calls.length).toBeGreaterThan(300);
  expect(past.calls.map(({ position }) => position)).toEqual([...past.calls.keys()]);
});
