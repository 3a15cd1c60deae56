/** What a test of settings finds is told in the reader's language: its codes have words. */
import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { providerWords } from "./words";
import { adapters } from "./registry";

const checks = adapters
  .map(({ id }) => ({ id, path: `lib/providers/${id}/check.ts` }))
  .filter(({ path }) => existsSync(path));

it("each provider with a test of its settings is looked at", () => {
  expect(checks.length).toBe(adapters.filter(({ check }) => check).length);
});

it.each(checks)("$id: each finding has words in each language", ({ id, path }) => {
  const code = readFileSync(path, "utf8");
  const codes = [...code.matchAll(/[cC]ode: "([\w-]+)"/g)].map(([, name]) => name!);
  expect(codes.length).toBeGreaterThan(0);
  for (const language of ["en", "ru", "uk"] as const) {
    const known = Object.keys(providerWords[language][id]!.reasons);
    expect(
      codes.filter((name) => !known.includes(name)),
      language,
    ).toEqual([]);
  }
});
