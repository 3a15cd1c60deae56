import { readFileSync, statSync } from "node:fs";
import { expect, it } from "vitest";
import { projectFile } from "#lib/base/project-file";

it.each(["sqlite", "postgresql"])("keeps %s's client small", (dialect) => {
  const generated = (...parts: string[]) =>
    projectFile("lib", "db", "generated", dialect, ...parts);
  const source = readFileSync(generated("internal", "class.ts"), "utf8");
  expect(source).not.toContain("wasm-base64");
  expect(statSync(generated("compiler.wasm")).size).toBeGreaterThan(1_000_000);
  // What nearly every kind of argument has comes first, and what one model has comes last.
  const [, text] = /strings: JSON\.parse\(("(?:[^"\\]|\\.)*")\)/.exec(source)!;
  const names = JSON.parse(JSON.parse(text!) as string) as string[];
  expect(names.slice(0, 20)).toEqual(expect.arrayContaining(["where", "id", "AND", "OR", "NOT"]));
});
