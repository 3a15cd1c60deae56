import { describe, expect, it } from "vitest";
import {
  assumableZones,
  clientZones,
  isPermitted,
  nextPermitted,
  usualHours,
  type PermittedHours,
} from "./permitted-hours";

const workdays: PermittedHours = { hoursFrom: 9 * 60, hoursTo: 20 * 60, weekdays: "12345" };
const at = (iso: string) => new Date(iso);
const kyiv = ["Europe/Kyiv"];

describe("is permitted", () => {
  it.each([
    ["2026-03-10T07:00:00Z", true, "9:00 on a Tuesday"],
    ["2026-03-10T06:59:59Z", false, "a second before"],
    ["2026-03-10T17:59:59Z", true, "the last second"],
    ["2026-03-10T18:00:00Z", false, "20:00"],
    ["2026-03-14T10:00:00Z", false, "Saturday"],
    ["2026-07-07T06:00:00Z", true, "9:00 in summer, when clocks are an hour ahead"],
  ])("%s: %s (%s)", (now, permitted) => {
    expect(isPermitted(at(now), kyiv, workdays)).toBe(permitted);
  });

  it("only in every zone there may be, and nowhere when none is known", () => {
    const both = ["Europe/Kyiv", "Asia/Vladivostok"];
    expect(isPermitted(at("2026-03-10T09:30:00Z"), both, workdays)).toBe(true);
    expect(isPermitted(at("2026-03-10T10:00:00Z"), both, workdays)).toBe(false);
    expect(isPermitted(at("2026-03-10T10:00:00Z"), [], workdays)).toBe(false);
  });

  it("goes by the client's day of the week", () => {
    const mondays = { hoursFrom: 0, hoursTo: 24 * 60, weekdays: "1" };
    expect(isPermitted(at("2026-03-08T20:00:00Z"), ["Asia/Vladivostok"], mondays)).toBe(true);
    expect(isPermitted(at("2026-03-08T20:00:00Z"), kyiv, mondays)).toBe(false);
  });
});

describe("the next permitted time", () => {
  it.each([
    ["2026-03-10T10:00:00Z", "2026-03-10T10:00:00.000Z", "is now"],
    ["2026-03-10T04:13:00Z", "2026-03-10T07:00:00.000Z", "is this morning"],
    ["2026-03-13T18:30:00Z", "2026-03-16T07:00:00.000Z", "is after the weekend"],
    ["2026-03-27T18:30:00Z", "2026-03-30T06:00:00.000Z", "is after the clocks have changed"],
  ])("from %s is %s: it %s", (now, next) => {
    expect(nextPermitted(at(now), kyiv, workdays)?.toISOString()).toBe(next);
  });

  it("does not exist where the zones lie too far apart", () => {
    const far = ["Europe/Kaliningrad", "Asia/Kamchatka"];
    const short = { ...workdays, hoursFrom: 10 * 60 };
    expect(nextPermitted(at("2026-03-10T10:00:00Z"), far, short)).toBeNull();
  });
});

describe("the hours to begin with", () => {
  const mobiles = { RU: "+79161234567", UA: "+380671234567", AU: "+61412345678" } as const;

  it.each(Object.entries(mobiles))("permit every mobile of %s", async (country, mobile) => {
    const hours = usualHours(country);
    expect(nextPermitted(new Date(), await clientZones(mobile), hours)).not.toBeNull();
  });

  it("are longer only where the country is that wide", () => {
    expect(usualHours("UA")).toEqual({ hoursFrom: 600, hoursTo: 1140, weekdays: "12345" });
    expect(usualHours("RU")).toEqual({ hoursFrom: 540, hoursTo: 1260, weekdays: "12345" });
  });
});

describe("a number tells", () => {
  it.each([
    ["+380441234567", ["Europe/Kyiv"]],
    ["+380671234567", ["Europe/Kyiv"]],
    ["+74950177788", ["Europe/Moscow"]],
    ["+73430112233", ["Asia/Yekaterinburg"]],
    ["+74232123456", ["Asia/Vladivostok"]],
    ["+74012123456", ["Europe/Kaliningrad"]],
    ["+77172123456", ["Asia/Almaty"]],
    ["+12125550123", ["America/New_York"]],
    ["+4915112345678", ["Europe/Berlin"]],
    ["+61291234567", ["Australia/Sydney"]],
  ])("%s its zone %j", async (e164, zones) => {
    expect(await clientZones(e164)).toEqual(zones);
  });

  it.each([
    ["+79161234567", 11],
    ["+61412345678", 5],
    ["+6281234567890", 3],
  ])("%s its country alone, which has %i", async (e164, zones) => {
    expect(await clientZones(e164)).toHaveLength(zones);
  });

  it("nothing, when it belongs to no country", async () => {
    expect(await clientZones("+99912345678")).toEqual([]);
  });
});

it("offers for choice only zones that clocks know", () => {
  for (const timeZone of assumableZones) {
    expect(() => new Intl.DateTimeFormat("en", { timeZone })).not.toThrow();
  }
});
