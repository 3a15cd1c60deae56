import { expect, it } from "vitest";
import { zoneName } from "./zone-name";

it.each([
  ["Europe/Moscow", "en", "Moscow Time"],
  ["Europe/Moscow", "ru", "Москва"],
  ["Europe/Moscow", "uk", "Москва"],
  ["Asia/Yekaterinburg", "ru", "Екатеринбург"],
  ["America/New_York", "en", "Eastern Time"],
  ["Etc/GMT+3", "ru", "Etc/GMT+3"],
  ["UTC", "uk", "UTC"],
])("calls %s in %s %s", (zone, locale, name) => {
  expect(zoneName(zone, locale)).toBe(name);
});
