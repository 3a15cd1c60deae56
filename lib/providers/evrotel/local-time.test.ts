import { expect, it } from "vitest";
import { fromLocalTime, isLocalTime, localDays, toLocalTime } from "./local-time";

const kyiv = "Europe/Kyiv";
const iso = (text: string, near?: string, zone = kyiv) =>
  fromLocalTime(text, zone, near ? new Date(near) : undefined).toISOString();

it.each([
  ["in winter", "2026-01-15 12:00:00", "2026-01-15T10:00:00.000Z"],
  ["in summer", "2018-04-01 00:00:11", "2018-03-31T21:00:11.000Z"],
  ["the last second before summer time", "2026-03-29 02:59:59", "2026-03-29T00:59:59.000Z"],
  [
    "in the skipped hour: as of the hour after it",
    "2026-03-29 03:30:00",
    "2026-03-29T01:30:00.000Z",
  ],
  ["its first second", "2026-03-29 03:00:00", "2026-03-29T01:00:00.000Z"],
  ["the first second of summer time", "2026-03-29 04:00:00", "2026-03-29T01:00:00.000Z"],
  ["before the doubled hour", "2026-10-25 02:59:59", "2026-10-24T23:59:59.000Z"],
  ["after the doubled hour", "2026-10-25 04:00:00", "2026-10-25T02:00:00.000Z"],
  [
    "with a T and an offset that means nothing",
    "2018-12-25T09:03:03+00:00",
    "2018-12-25T07:03:03.000Z",
  ],
  ["on a leap day", "2028-02-29 00:00:00", "2028-02-28T22:00:00.000Z"],
])("reads a time %s", (_, text, expected) => {
  expect(iso(text)).toBe(expected);
});

it("writes whole seconds, those that have begun", () => {
  expect(toLocalTime(new Date("2018-03-31T21:00:11.999Z"), kyiv)).toBe("2018-04-01 00:00:11");
});

it("tells the two passes of the doubled hour apart by what is near", () => {
  expect(iso("2026-10-25 03:30:00", "2026-10-25T00:30:01Z")).toBe("2026-10-25T00:30:00.000Z");
  expect(iso("2026-10-25 03:30:00", "2026-10-25T01:30:02Z")).toBe("2026-10-25T01:30:00.000Z");
  expect(iso("2026-10-25 03:30:00")).toBe("2026-10-25T00:30:00.000Z");
});

it("is exact in every hour of the days on which clocks change, there and back", () => {
  for (const day of ["2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25"]) {
    for (let hour = 0; hour < 30; hour += 0.25) {
      const time = new Date(Date.parse(`${day}T00:00:00Z`) + hour * 3_600_000);
      for (const zone of [kyiv, "Europe/London", "America/New_York", "UTC"]) {
        const there = toLocalTime(time, zone);
        expect(fromLocalTime(there, zone, time), `${there} ${zone}`).toEqual(time);
      }
    }
  }
});

it.each([
  "",
  "yesterday",
  "2026-02-30 10:00:00",
  "2027-02-29 00:00:00",
  "2026-13-01 00:00:00",
  "2026-01-01 24:00:00",
  "2026-01-01 10:60:00",
  "0000-00-00 00:00:00",
  "2026-1-1 1:00:00",
  "2026-01-01",
  "2026-01-01 10:00",
  "2026-01-01 10:00:00 +02:00",
  "1514764800",
])("%j is no time", (text) => {
  expect(isLocalTime(text)).toBe(false);
});

it("knows the account's days, not UTC's", () => {
  const days = (from: string, to: string) => [...localDays(new Date(from), new Date(to), kyiv)];
  expect(days("2026-01-01T21:59:59Z", "2026-01-01T22:00:00Z")).toEqual([
    "2026-01-01",
    "2026-01-02",
  ]);
  expect(days("2026-10-24T20:00:00Z", "2026-10-26T00:00:00Z")).toEqual([
    "2026-10-24",
    "2026-10-25",
    "2026-10-26",
  ]);
  expect(days("2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z")).toEqual([]);
});
