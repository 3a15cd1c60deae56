import { describe, expect, it } from "vitest";
import { afterDays, fromLocalInput, headingInZone, localTimes, toLocalInput } from "./local-time";

it.each([
  ["Europe/Kyiv", "2026-07-01T09:05:07Z", "2026-07-01 12:05:07"],
  ["Europe/Kyiv", "2026-12-01T22:00:00Z", "2026-12-02 00:00:00"],
  ["Europe/Kiev", "2026-12-01T22:00:00Z", "2026-12-02 00:00:00"],
  // The hour that comes twice in autumn.
  ["Europe/Kyiv", "2026-10-25T00:30:00Z", "2026-10-25 03:30:00"],
  ["Europe/Kyiv", "2026-10-25T01:30:00Z", "2026-10-25 03:30:00"],
  ["Asia/Kolkata", "2026-12-01T18:30:00Z", "2026-12-02 00:00:00"],
  ["UTC", "2026-01-01T00:00:00Z", "2026-01-01 00:00:00"],
])("in %s, %s is %s", (zone, at, expected) => {
  expect(localTimes(zone)(at)).toBe(expected);
  expect(localTimes(zone)(new Date(at))).toBe(expected);
});

it("names the zone", () => {
  expect(headingInZone("Started", "Europe/Kyiv")).toBe("Started (Europe/Kyiv)");
});

describe("what is typed into a form", () => {
  it.each([
    ["2026-07-01T09:30", "Europe/Kyiv", "2026-07-01T06:30:00.000Z"],
    ["2026-01-01T00:15", "Asia/Vladivostok", "2025-12-31T14:15:00.000Z"],
    ["2026-12-31T23:45", "America/Los_Angeles", "2027-01-01T07:45:00.000Z"],
    ["2026-03-01T12:00", "Asia/Kathmandu", "2026-03-01T06:15:00.000Z"],
    // Comes twice: the first is meant.
    ["2026-10-25T03:30", "Europe/Kyiv", "2026-10-25T00:30:00.000Z"],
  ])("%s in %s is %s, and is shown as it was typed", (text, zone, iso) => {
    const at = fromLocalInput(text, zone);
    expect(at.toISOString()).toBe(iso);
    expect(toLocalInput(at, zone)).toBe(text);
  });

  it("an hour that clocks leave out is one of those beside it", () => {
    const at = fromLocalInput("2026-03-29T03:30", "Europe/Kyiv");
    expect(["2026-03-29T02:30", "2026-03-29T04:30"]).toContain(toLocalInput(at, "Europe/Kyiv"));
  });

  it("a day begins when clocks there say so", () => {
    const now = new Date("2026-03-29T22:30:00Z");
    expect(afterDays(now, "Europe/Kyiv", 0, 0).toISOString()).toBe("2026-03-29T21:00:00.000Z");
    expect(afterDays(now, "UTC", 1, 9).toISOString()).toBe("2026-03-30T09:00:00.000Z");
  });
});
