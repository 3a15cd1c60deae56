/** Documentation names only files, scripts and pages that exist: a moved file takes its mentions along. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, it } from "vitest";
import packageJson from "../../package.json";
import { documentedPages as pages } from "./kit/documented-commands";

const folders = "app|bench|bin|components|deploy|docs|e2e|lib|messages|prisma";
/** `app/(crm)/contacts/[id]`, `lib/db/direct*.ts`, `lib/{calls,sms}`. */
const part = String.raw`(?:\([\w-]+\)|\[[\w.]+\]|\{[\w., -]+\}|[\w.*-])+`;
const path = new RegExp(String.raw`(?<![\w/.#@-])(?:${folders})(?:/${part})+`, "g");

/** Paths of the repository within a text; `{a,b}` names several. */
function pathsIn(text: string): string[] {
  return (text.match(path) ?? []).flatMap((found) => expanded(found.replace(/[.-]+$/, "")));
}

function expanded(name: string): string[] {
  const braces = /\{([^{}]*)\}/.exec(name);
  if (!braces) return [name];
  const choices = braces[1]!.split(",");
  return choices.flatMap((choice) => expanded(name.replace(braces[0], choice.trim())));
}

/** `*` stands for part of a file's name; a module may be named without its ending. */
function exists(name: string): boolean {
  if (existsSync(name) || existsSync(`${name}.ts`) || existsSync(`${name}.tsx`)) return true;
  if (!name.includes("*") || !existsSync(dirname(name))) return false;
  const pattern = basename(name)
    .replaceAll(/[.()[\]]/g, String.raw`\$&`)
    .replaceAll("*", ".*");
  return readdirSync(dirname(name)).some((entry) => new RegExp(`^${pattern}$`).test(entry));
}

it.each(pages)("%s names files that exist", (page) => {
  const text = readFileSync(page, "utf8");
  const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
    .map(([, target]) => target!)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => join(dirname(page), target));
  const prose = text.replaceAll(/\]\([^)]*\)/g, "] ");
  expect([...pathsIn(prose), ...links].filter((name) => !exists(name))).toEqual([]);
});

it.each(pages)("%s names npm scripts that exist", (page) => {
  const text = readFileSync(page, "utf8");
  const scripts = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script!);
  expect(scripts.filter((script) => !(script in packageJson.scripts))).toEqual([]);
});
