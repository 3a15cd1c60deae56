/** The company's zone, by whichever of its names. */
import { expect, it } from "vitest";
import { openOffice } from "#lib/testing/kit/office";
import { chooseTimeZone, companyTimeZone, isTimeZone, timeZones } from "./time-zone";

await openOffice();

it.each([
  ["Europe/Kiev", "Europe/Kyiv"],
  ["Asia/Calcutta", "Asia/Kolkata"],
  ["America/Godthab", "America/Nuuk"],
])("may be chosen as %s and as %s", async (...names) => {
  for (const name of names) {
    expect(timeZones()).toContain(name);
    await chooseTimeZone(name);
    expect(await companyTimeZone()).toBe(name);
  }
});

it("has each name once, all of them known", () => {
  const names = timeZones();
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !isTimeZone(name))).toEqual([]);
});
