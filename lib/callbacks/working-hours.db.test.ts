import { afterEach, expect, test } from "vitest";
import { fromLocalInput, toLocalInput } from "#lib/base/local-time";
import { chooseTimeZone } from "#lib/i18n/time-zone";
import { openOffice } from "#lib/testing/kit/office";
import { day } from "#lib/base/duration";
import { setWorkingHours, workingHours } from "./working-hours";

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
