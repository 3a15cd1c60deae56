import { describe, expect, it } from "vitest";
import { z } from "zod";
import { mostDays, partsOfWeek, periodOf, pieces } from "./period";
import { periodChoice } from "./period-choice";

const hour = 3_600_000;
const at = (iso: string) => new Date(iso);
const period = (query: object, now = "2026-11-21T12:00:00Z", zone = "Europe/Kyiv") =>
  periodOf(z.object(periodChoice).parse(query), zone, at(now));

describe("days", () => {
  it.each([
    ["2026-03-29", 23],
    ["2026-10-25", 25],
    ["2026-10-26", 24],
  ])("%s has %i hours in Kyiv", (day, hours) => {
    const { from, to, buckets, step } = period({ period: "custom", from: day, to: day });
    expect((to.getTime() - from.getTime()) / hour).toBe(hours);
    expect(step).toBe("hour");
    expect(buckets).toHaveLength(hours);
    expect(buckets[0]!.from).toEqual(from);
    expect(buckets.at(-1)!.to).toEqual(to);
  });

  it("begin by the company's clock, not by UTC", () => {
    const found = period({ period: "today" }, "2026-11-21T23:30:00Z");
    expect(found.firstDay).toBe("2026-11-22");
    expect(found.from).toEqual(at("2026-11-21T22:00:00Z"));
  });

  it("begin when midnight is skipped", () => {
    const beirut = period(
      { period: "custom", from: "2026-03-29", to: "2026-03-30" },
      "2026-04-01T00:00:00Z",
      "Asia/Beirut",
    );
    expect(beirut.buckets.map(({ from }) => from)).toEqual([
      at("2026-03-28T22:00:00Z"),
      at("2026-03-29T21:00:00Z"),
    ]);
  });

  it("follow each other without a gap, whatever the period", () => {
    for (const name of ["7d", "30d", "month", "last-month"]) {
      const { buckets, from, to, previous } = period({ period: name });
      expect(previous.to).toEqual(from);
      expect([from, to]).toEqual([buckets[0]!.from, buckets.at(-1)!.to]);
      for (const [index, { from: begin }] of buckets.entries()) {
        if (index > 0) expect(begin).toEqual(buckets[index - 1]!.to);
      }
    }
  });
});

describe("a period", () => {
  it.each([
    ["7d", "2026-11-15", "2026-11-21", "day"],
    ["30d", "2026-10-23", "2026-11-21", "day"],
    ["month", "2026-11-01", "2026-11-21", "day"],
    ["last-month", "2026-10-01", "2026-10-31", "day"],
  ])("%s is from %s to %s", (name, firstDay, lastDay, step) => {
    expect(period({ period: name })).toMatchObject({ firstDay, lastDay, step });
  });

  it("of months has a bar a week, from Monday", () => {
    const { step, buckets } = period({ period: "custom", from: "2026-01-01", to: "2026-06-30" });
    expect(step).toBe("week");
    expect(buckets.slice(0, 2).map(({ label }) => label)).toEqual(["2026-01-01", "2026-01-05"]);
  });

  it("is a year at most, and put right when it is upside down", () => {
    const long = period({ period: "custom", from: "2010-01-01", to: "2026-11-21" });
    const days = (long.to.getTime() - long.from.getTime()) / (24 * hour);
    expect(days).toBe(mostDays);
    expect(period({ period: "custom", from: "2026-11-03", to: "2026-11-01" })).toMatchObject({
      firstDay: "2026-11-01",
      lastDay: "2026-11-03",
    });
  });

  it("is the usual one when the address holds nonsense", () => {
    const nonsense = { period: "ever", from: "tomorrow", to: ["a", "b"] };
    expect(z.object(periodChoice).parse(nonsense)).toEqual(z.object(periodChoice).parse({}));
  });
});

it("pieces cover the span, in order", () => {
  const span = { from: at("2026-01-01T00:00:00Z"), to: at("2026-01-17T05:00:00Z") };
  const found = pieces(span, 7);
  expect(found).toHaveLength(3);
  expect(found.at(-1)!.to).toEqual(span.to);
});

describe("parts of the week", () => {
  const month = period({ period: "custom", from: "2026-10-12", to: "2026-10-26" });
  const parts = (weekday: number | null, hour: number | null) =>
    partsOfWeek(month, { weekday, hour });

  it("are all days of the period when any will do", () => {
    expect(parts(null, null)).toHaveLength(15);
    expect(parts(null, null)[0]!.from).toEqual(month.from);
  });

  it("are the hours of that weekday, and both where clocks go back", () => {
    expect(parts(6, 3)).toEqual([
      { from: at("2026-10-18T00:00:00Z"), to: at("2026-10-18T01:00:00Z") },
      { from: at("2026-10-25T00:00:00Z"), to: at("2026-10-25T01:00:00Z") },
      { from: at("2026-10-25T01:00:00Z"), to: at("2026-10-25T02:00:00Z") },
    ]);
    expect(parts(0, 9)).toHaveLength(3);
    expect(parts(6, null)).toHaveLength(2);
  });
});
