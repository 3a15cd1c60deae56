import { expect, it } from "vitest";
import { fromLocalInput, toLocalInput } from "./local-time";
import { hour, minute } from "./duration";
import { afterWorking, beforeWorking, nextOpening, workedBetween } from "./working-hours";

const office = { hoursFrom: 9 * 60, hoursTo: 18 * 60, weekdays: "12345" };
const zones = ["Europe/Kyiv", "Asia/Vladivostok", "America/Los_Angeles", "UTC"];

/** The 6th of March 2026 is a Friday. */
it.each([
  ["2026-03-06T09:00", "2026-03-06T09:00"],
  ["2026-03-06T17:59", "2026-03-06T17:59"],
  ["2026-03-05T03:00", "2026-03-05T09:00"],
  ["2026-03-05T18:00", "2026-03-06T09:00"],
  ["2026-03-06T18:00", "2026-03-09T09:00"],
  ["2026-03-07T12:00", "2026-03-09T09:00"],
])("after %s the office is open from %s", (at, opening) => {
  for (const zone of zones) {
    const next = nextOpening(fromLocalInput(at, zone), zone, office);
    expect([zone, toLocalInput(next, zone)]).toEqual([zone, opening]);
  }
});

it.each([
  // Within a day; over its end; from outside; over a weekend; longer than a day.
  ["2026-03-05T10:00", 15 * minute, "2026-03-05T10:15"],
  ["2026-03-05T17:55", 15 * minute, "2026-03-06T09:10"],
  ["2026-03-05T17:45", 15 * minute, "2026-03-05T18:00"],
  ["2026-03-05T19:00", 15 * minute, "2026-03-06T09:15"],
  ["2026-03-06T19:00", 15 * minute, "2026-03-09T09:15"],
  ["2026-03-05T10:00", 20 * hour, "2026-03-09T12:00"],
])("who waits since %s, %i ms of work long, does until %s", (since, span, due) => {
  for (const zone of zones) {
    const end = afterWorking(fromLocalInput(since, zone), span, zone, office);
    expect([zone, toLocalInput(end, zone)]).toEqual([zone, due]);
  }
});

it("what was late by a span of work a moment ago is so from one moment on", () => {
  const nights = { hoursFrom: 0, hoursTo: 24 * 60, weekdays: "246" };
  for (const zone of ["Europe/Kyiv", "America/Los_Angeles"]) {
    for (const hours of [office, nights]) {
      for (let step = 0; step < 25; step++) {
        const now = new Date(Date.UTC(2026, 2, 26, 0, step * 367));
        const late = beforeWorking(now, hour, zone, hours);
        expect(afterWorking(late, hour, zone, hours) <= now).toBe(true);
        const after = new Date(late.getTime() + minute);
        expect(afterWorking(after, hour, zone, hours) > now).toBe(true);
      }
    }
  }
});

it("a night in which clocks are set is not worked through either", () => {
  const always = { ...office, weekdays: "1234567" };
  for (const eve of ["2026-03-28", "2026-10-24"]) {
    const missed = fromLocalInput(`${eve}T19:00`, "Europe/Kyiv");
    const due = afterWorking(missed, 15 * minute, "Europe/Kyiv", always);
    const morning = eve === "2026-03-28" ? "2026-03-29T09:15" : "2026-10-25T09:15";
    expect(toLocalInput(due, "Europe/Kyiv")).toBe(morning);
  }
});

it("hours in the middle of the night stand on the clock that is set", () => {
  const nights = { hoursFrom: 60, hoursTo: 5 * 60, weekdays: "7" };
  // Between three and four there is nothing that night: two hours of work from two end at five.
  const from = fromLocalInput("2026-03-29T02:00", "Europe/Kyiv");
  const end = afterWorking(from, 2 * hour, "Europe/Kyiv", nights);
  expect(toLocalInput(end, "Europe/Kyiv")).toBe("2026-03-29T05:00");
});

it.each([
  // Within a day; over a night; a weekend; from and to outside; backwards; six weeks and a day.
  ["2026-03-05T10:00", "2026-03-05T10:15", 15 * minute],
  ["2026-03-05T17:55", "2026-03-06T09:10", 15 * minute],
  ["2026-03-06T17:00", "2026-03-09T10:00", 2 * hour],
  ["2026-03-07T10:00", "2026-03-08T20:00", 0],
  ["2026-03-06T10:00", "2026-03-06T09:00", 0],
  ["2026-03-05T10:00", "2026-04-17T10:00", (6 * 45 + 9) * hour],
])("between %s and %s there is work of %i ms", (from, to, worked) => {
  for (const zone of zones) {
    const [since, until] = [from, to].map((text) => fromLocalInput(text, zone));
    expect([zone, workedBetween(since!, until!, zone, office)]).toEqual([zone, worked]);
  }
});
