import { expect, it } from "vitest";
import { roles } from "#lib/auth/roles";
import { actionPages, actionsFor, navigationFor } from "../../components/search/navigation.ts";
import { pageDoors } from "./doors";

/** What the table of doors says of the page at this address. */
const guardOf = (href: string) => roles.find((role) => role === pageDoors[`${href}/page`]![0])!;

it.each(roles)("%s are offered no page that is closed to them, and every other", (role) => {
  const screens = navigationFor({ role }).map(({ href }) => href);
  const pages = actionsFor({ role }).flatMap((id) => actionPages[id] ?? []);
  for (const href of [...screens, ...pages]) {
    expect(roles.indexOf(guardOf(href)), href).toBeLessThanOrEqual(roles.indexOf(role));
  }
  const open = navigationFor({ role: "admin" })
    .map(({ href }) => href)
    .filter((href) => roles.indexOf(guardOf(href)) <= roles.indexOf(role));
  expect(screens).toEqual(open);
});

it("the import is managers' business, and the rest of the palette everybody's", () => {
  const [all, sales] = [actionsFor({ role: "manager" }), actionsFor({ role: "sales" })];
  expect(all.filter((id) => !sales.includes(id))).toEqual(["import"]);
});
