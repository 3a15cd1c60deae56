import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { roleFor } from "#lib/auth/page-roles";
import { roles } from "#lib/auth/roles";
import { projectFile } from "#lib/base/project-file";
import {
  foundActions,
  foundPages,
  foundPlainDoors,
  foundSocketDoors,
} from "#lib/testing/kit/found-doors";
import { actionDoors } from "./action-doors";
import { pageDoors, plainDoors, recordRules, socketDoors } from "./doors";

it.each([
  ["server actions", () => [...foundActions().keys()], actionDoors],
  ["pages and routes", foundPages, pageDoors],
  ["plain doors", foundPlainDoors, plainDoors],
  ["socket messages", foundSocketDoors, socketDoors],
] as const)("has a row for each of the %s, and no row too many", (_name, found, table) => {
  expect(found().sort()).toEqual(Object.keys(table).sort());
});

it("names known roles and rules, and every rule is explained in the policy's document", () => {
  const tables = [actionDoors, pageDoors, plainDoors, socketDoors];
  for (const [role, rule] of tables.flatMap((table) => Object.values(table))) {
    expect(["nobody", "token", ...roles]).toContain(role);
    expect(Object.keys(recordRules)).toContain(rule);
  }
  const words = readFileSync(projectFile("docs/security.md"), "utf8");
  for (const rule of Object.keys(recordRules)) expect(words).toContain(`\`${rule}\``);
});

it("every page asks for the role of its row", () => {
  for (const [page, [role]] of Object.entries(pageDoors)) {
    if (role === "nobody" || role === "token" || !page.endsWith("/page") || page === "/page")
      continue;
    const file = pageFile(page);
    const asked = [...file.matchAll(/requireUser\((?:roleFor\("([^"]+)"\))?\)/g)].map(([, path]) =>
      roleFor(path ?? "/"),
    );
    expect(asked, page).not.toEqual([]);
    expect(new Set(asked), page).toEqual(new Set([role]));
    // The menu and the palette offer it by the same rule.
    expect(roleFor(page.slice(0, -"/page".length)), page).toBe(role);
  }
});

function pageFile(page: string): string {
  const groups = ["(crm)", "(admin)", "(auth)"];
  for (const group of groups) {
    try {
      return readFileSync(projectFile(`app/${group}${page}.tsx`), "utf8");
    } catch {
      continue;
    }
  }
  throw new Error(`no file of the page ${page}`);
}
