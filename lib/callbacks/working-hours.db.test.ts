import { afterEach, expect, test } from "vitest";
import { fromLocalInput, toLocalInput } from "#lib/base/local-time";
import { chooseTimeZone } from "#lib/i18n/time-zone";
import { openOffice } from "#lib/testing/kit/office";
import { day } from "#lib/base/duration";
import { statisticsOptions } from "#lib/statistics/options";
import { readStatistics } from "#lib/statistics/read-statistics";
import { periodOf } from "#lib/base/period";
import { hoursText } from "#lib/base/working-hours-text";
import { addContact, addPerson } from "#lib/testing/kit/office";
import { handOverCallback } from "./change-callback";
import { allWorkingHours, offUntil, setWorkingHours, workingHours } from "./working-hours";

const office = await openOffice();
const zone = "Asia/Vladivostok";
const hours = { hoursFrom: 9 * 60, hoursTo: 18 * 60 + 30, weekdays: "12345" };
afterEach(async () => {
  await office.db.callback.deleteMany();
  await setWorkingHours(null);
});

/** The last day of the week before today, by its ISO number. */
function last(weekday: number): string {
  const date = new Date(Date.now() - day);
  while ((date.getUTCDay() || 7) !== weekday) date.setTime(date.getTime() - day);
  return date.toISOString().slice(0, 10);
}

async function dueAfterMiss(at: string, externalId: string): Promise<string> {
  const time = fromLocalInput(at, zone).toISOString();
  await office.record({
    kind: "call:ended",
    externalId,
    clientNumber: "+73430112233",
    extension: "101",
    direction: "incoming",
    disposition: "no-answer",
    startedAt: time,
    endedAt: time,
    at: time,
    replayed: true,
  });
  const { dueAt } = await office.db.callback.findFirstOrThrow();
  return toLocalInput(dueAt, zone);
}

test("hours are kept, and none are", async () => {
  expect(await workingHours()).toBeNull();
  await setWorkingHours(hours);
  expect(await workingHours()).toEqual(hours);
  await setWorkingHours(null);
  expect(await workingHours()).toBeNull();
});

test("who is missed in the evening is due in the morning, on the company's clock", async () => {
  await chooseTimeZone(zone);
  await setWorkingHours(hours);
  const monday = last(1);
  expect(await dueAfterMiss(`${monday}T19:00`, "monday")).toBe(
    `${new Date(Date.parse(monday) + day).toISOString().slice(0, 10)}T09:15`,
  );
});

test("without hours the clock never stands still", async () => {
  await chooseTimeZone(zone);
  const monday = last(1);
  expect(await dueAfterMiss(`${monday}T19:00`, "always")).toBe(`${monday}T19:15`);
});

test("a person may have hours of their own: by them their clients are due, and by the company's those of others", async () => {
  await chooseTimeZone(zone);
  await setWorkingHours(hours);
  const late = { hoursFrom: 12 * 60, hoursTo: 21 * 60, weekdays: "1234567" };
  const owner = await addPerson("late");
  await office.db.user.update({ where: { id: owner }, data: { workingHours: hoursText(late) } });
  expect(await allWorkingHours()).toEqual({ company: hours, own: { [owner]: late } });
  const contact = await addContact("Theirs", "+73430112233");
  await office.db.contact.update({ where: { id: contact }, data: { ownerId: owner } });
  const monday = last(1);
  expect(await dueAfterMiss(`${monday}T19:00`, "late")).toBe(`${monday}T19:15`);

  // Whoever takes them over calls in the morning.
  const other = await addPerson("usual");
  const { id } = await office.db.callback.findFirstOrThrow();
  await handOverCallback(id, other, { id: owner, role: "admin" });
  const { dueAt } = await office.db.callback.findFirstOrThrow();
  const tuesday = new Date(Date.parse(monday) + day).toISOString().slice(0, 10);
  expect(toLocalInput(dueAt, zone)).toBe(`${tuesday}T09:15`);

  const evening = fromLocalInput(`${monday}T19:00`, zone);
  expect(await offUntil(owner, evening)).toBeNull();
  expect((await offUntil(other, evening))?.opening).toEqual(
    fromLocalInput(`${tuesday}T09:00`, zone),
  );
  await office.db.contact.delete({ where: { id: contact } });
});

test("a wait that a talk ends is kept in working hours, and stays what it was when these change", async () => {
  await chooseTimeZone(zone);
  await setWorkingHours(hours);
  const monday = last(1);
  const tuesday = new Date(Date.parse(monday) + day).toISOString().slice(0, 10);
  await dueAfterMiss(`${monday}T18:20`, "missed");
  const [talked, ended] = ["09:05", "09:10"].map((time) =>
    fromLocalInput(`${tuesday}T${time}`, zone).toISOString(),
  );
  await office.record({
    kind: "call:ended",
    externalId: "talk",
    clientNumber: "+73430112233",
    extension: "101",
    direction: "outgoing",
    disposition: "answered",
    startedAt: talked!,
    talkSeconds: 5 * 60,
    endedAt: ended!,
    at: ended!,
    replayed: true,
  });
  // Ten minutes until the evening, five of the morning.
  const closed = { closedReason: "talked", waitedSeconds: 15 * 60 };
  expect(await office.db.callback.findFirstOrThrow()).toMatchObject(closed);
  const span = statisticsOptions.parse({ period: "custom", from: monday, to: tuesday });
  const everybody = { personId: null, connectionId: null };
  const found = () => readStatistics(periodOf(span, zone), everybody);
  expect((await found()).now).toMatchObject({ medianCallback: 900, callbacks: { inTime: 1 } });
  await setWorkingHours(null);
  expect((await found()).now).toMatchObject({ medianCallback: 900, callbacks: { inTime: 1 } });
});
