import { expect, it } from "vitest";
import { settings } from "./settings";

const good = { token: "G7bng65jYk8GF294", billcode: "20558" };

it("needs a token and a billcode, and knows the rest", () => {
  expect(settings.parse(good)).toEqual({
    ...good,
    baseUrl: "https://callme.sipiko.net/",
    recordingsUrl: "",
    statisticsUrl: "",
    timeZone: "Europe/Kyiv",
    lineExtensions: "",
    routing: "rand",
    country: "UA",
  });
});

it("takes loopback addresses, a billcode as a number, addresses without their last slash", () => {
  const given = { ...good, billcode: 20558, baseUrl: "http://127.0.0.1:8080/api", country: "ua" };
  expect(settings.parse(given)).toMatchObject({
    billcode: "20558",
    baseUrl: "http://127.0.0.1:8080/api/",
    country: "UA",
  });
});

it.each([
  ["token", ""],
  ["token", "two words"],
  ["token", "ключ"],
  ["token", undefined],
  ["billcode", undefined],
  ["billcode", "20558; drop"],
  ["baseUrl", ""],
  ["baseUrl", "callme.sipiko.net"],
  ["baseUrl", "ftp://callme.sipiko.net/"],
  ["baseUrl", "https://user:secret@callme.sipiko.net/"],
  ["recordingsUrl", "javascript:alert(1)"],
  ["statisticsUrl", "https://host/?key=1"],
  ["timeZone", "Kyiv"],
  ["timeZone", "+02:00"],
  ["timeZone", ""],
  ["lineExtensions", "Anna"],
  ["routing", "any"],
  ["country", "Ukraine"],
])("names a wrong %s: %j", (field, value) => {
  const parsed = settings.safeParse({ ...good, [field]: value });
  expect(parsed.error?.issues.map((issue) => issue.path.join("."))).toEqual([field]);
});
