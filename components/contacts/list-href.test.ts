import { expect, it } from "vitest";
import { listOptions } from "#lib/contacts/list-options";
import { listHref, sortHref } from "./list-href";

it("keeps the plain list's address plain", () => {
  expect(listHref({ q: "", page: 1, sort: "name", order: "asc" })).toBe("/contacts");
  expect(listHref({ q: "ёж & co", page: 2 })).toBe("/contacts?q=%D1%91%D0%B6+%26+co&page=2");
});

it("sorts times latest first, words first to last, and the other way round on the second click", () => {
  const options = listOptions.parse({ q: "a", page: "3" });
  expect(sortHref(options, "updated")).toBe("/contacts?q=a&sort=updated&order=desc");
  expect(sortHref({ ...options, sort: "updated", order: "desc" }, "updated")).toBe(
    "/contacts?q=a&sort=updated",
  );
  expect(sortHref(options, "name")).toBe("/contacts?q=a&order=desc");
  expect(sortHref({ ...options, sort: "company" }, "name")).toBe("/contacts?q=a");
});
