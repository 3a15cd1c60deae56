import { expect, it } from "vitest";
import { listOptions } from "#lib/contacts/list-schema";
import { activeFilters, changedHref, isSameView, listHref, sortHref, toggled } from "./list-href";

const plain = listOptions.parse({});

it("keeps the plain list's address plain", () => {
  expect(listHref(plain)).toBe("/contacts");
  expect(listHref({ q: "ёж & co", after: "abc", columns: ["tags", "owner"] })).toBe(
    "/contacts?q=%D1%91%D0%B6+%26+co&after=abc&columns=tags%2Cowner",
  );
});

it("sorts times latest first, words first to last, and the other way round on the second click", () => {
  const options = listOptions.parse({ q: "a", after: "x" });
  expect(sortHref(options, "updated")).toBe("/contacts?q=a&sort=updated&order=desc");
  expect(sortHref({ ...options, sort: "updated", order: "desc" }, "updated")).toBe(
    "/contacts?q=a&sort=updated",
  );
  expect(sortHref(options, "name")).toBe("/contacts?q=a&order=desc");
  expect(sortHref({ ...options, sort: "company" }, "name")).toBe("/contacts?q=a");
});

it("begins a changed list at its first page, in the view it came from", () => {
  const view = "01900000-0000-7000-8000-000000000001";
  const options = listOptions.parse({ before: "x", owner: "mine", view });
  expect(changedHref(options, { owner: "nobody" })).toBe(`/contacts?owner=nobody&view=${view}`);
  expect(activeFilters(options)).toEqual(["owner"]);
});

it("knows a view from one that was changed, whatever page is open", () => {
  expect(isSameView({ ...plain, after: "x" } as typeof plain, plain)).toBe(true);
  expect(isSameView({ ...plain, columns: ["tags"] }, plain)).toBe(false);
  expect(isSameView({ ...plain, source: "Web" }, plain)).toBe(false);
});

it("adds and takes off columns in the order of lists", () => {
  expect(toggled(["tags"], "company")).toEqual(["company", "tags"]);
  expect(toggled(["company", "tags"], "company")).toEqual(["tags"]);
});
