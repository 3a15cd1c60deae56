import { expect, it } from "vitest";
import { wakingOf } from "./client-hours";

const yekaterinburg = "+73430112233";
const russianMobile = "+79120112233";

it.each([
  ["2026-11-30T03:59:00Z", "2026-11-30T04:00:00Z"],
  ["2026-11-30T04:00:00Z", null],
  ["2026-11-30T15:59:00Z", null],
  // A Sunday is a day as any other.
  ["2026-11-29T16:00:00Z", "2026-11-30T04:00:00Z"],
])("at %s in Yekaterinburg they are awake from %s", async (now, from) => {
  expect(await wakingOf(yekaterinburg, "Europe/Moscow", new Date(now))).toEqual({
    from: from && new Date(from),
    zone: "Asia/Yekaterinburg",
  });
});

it("takes the company's zone where the number leaves it open, else any of those it may be", async () => {
  const early = new Date("2026-11-30T05:30:00Z");
  expect(await wakingOf(russianMobile, "Europe/Moscow", early)).toEqual({
    from: new Date("2026-11-30T06:00:00Z"),
    zone: "Europe/Moscow",
  });
  expect(await wakingOf(russianMobile, "Europe/Kyiv", early)).toEqual({ from: null, zone: null });
  const everywhereAsleep = new Date("2026-11-30T20:00:00Z");
  expect(await wakingOf(russianMobile, "Europe/Kyiv", everywhereAsleep)).toEqual({
    from: new Date("2026-11-30T21:00:00Z"),
    zone: null,
  });
});
