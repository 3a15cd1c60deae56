import { describe, expect, it } from "vitest";
import { clientZones } from "./client-zones";
import { assumableZones } from "./zone-list";

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
