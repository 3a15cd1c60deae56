import { adapters } from "#lib/providers/registry";
import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { locales, preferredLocale } from "./locales";
import { loadMessages } from "./messages";

function keys(value: unknown, path = ""): string[] {
  if (typeof value === "string") return [path];
  return Object.entries(value as object).flatMap(([key, inner]) => keys(inner, `${path}/${key}`));
}

describe("the three languages", () => {
  it.each(locales)("have the words of every provider, in %s too", async (locale) => {
    const { providers } = await loadMessages(locale);
    expect(Object.keys(providers as object).sort()).toEqual(adapters.map(({ id }) => id).sort());
  });

  it.each(["ru", "uk"] as const)(
    "%s says all that English says, and nothing else",
    async (locale) => {
      expect(keys(await loadMessages(locale)).sort()).toEqual(
        keys(await loadMessages("en")).sort(),
      );
    },
  );

  it.each(locales)("every message of %s can be formatted", async (locale) => {
    const messages = await loadMessages(locale);
    const values = new Proxy({}, { get: () => 2, has: () => true, ownKeys: () => [] });
    const errors: string[] = [];
    const t = createTranslator({
      locale,
      messages,
      onError: (error) => errors.push(`${error.code} ${error.message}`),
    });
    for (const path of keys(messages)) {
      const key = path.slice(1).split("/");
      // Keys with dots (a code like 4008 has none) would be read as paths.
      if (key.some((part) => part.includes("."))) continue;
      (t as (key: string, values: object) => string)(key.join("."), values);
    }
    expect(errors.filter((error) => error.startsWith("INVALID_MESSAGE"))).toEqual([]);
  });

  it("is the browser's first that we speak", () => {
    expect(preferredLocale("de-DE,uk;q=0.9,en;q=0.8")).toBe("uk");
    expect(preferredLocale("de-DE,fr")).toBe("en");
    expect(preferredLocale(null)).toBe("en");
  });
});
