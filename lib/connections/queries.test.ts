import { describe, expect, it } from "vitest";
import { locales } from "#lib/i18n/locales";
import { providerWords } from "#lib/providers/words";
import { adapters } from "#lib/providers/registry";
import { providerHelp } from "./queries";
import { settingsFields } from "./setting-fields";

const ids = adapters.map(({ id }) => id);

it.each(ids)("%s has a page for developers with a table of its fields", async (id) => {
  const help = await providerHelp(id, "developer");
  expect(help?.html).toContain("<table>");
  expect(help?.html).not.toContain("<h1");
});

describe.each(locales)("the handbook for administrators in %s", (locale) => {
  it.each(ids)("says how to connect %s, with the form's own words", async (id) => {
    const { html } = (await providerHelp(id, { locale }))!;
    const labels = providerWords[locale][id]!.settings;
    const marked = [...html.matchAll(/<strong>([^<]+)<\/strong>/g)].map(([, text]) => text!);
    // What begins with a small letter is no field of the form.
    const named = marked.filter((text) => text !== text.toLowerCase() && !/^\p{Ll}/u.test(text));
    const known = Object.values(labels).map(({ label }) => label);
    expect(known).toEqual(expect.arrayContaining(named));
    const required = settingsFields(id).filter((field) => field.required);
    expect(named).toEqual(expect.arrayContaining(required.map(({ name }) => labels[name]!.label)));
    expect(html.match(/<h2/g)!.length).toBeGreaterThan(1);
  });
});

it("shows no other file", async () => {
  for (const reader of ["developer", { locale: "en" }] as const) {
    expect(await providerHelp("../architecture", reader)).toBeNull();
    expect(await providerHelp("nobody", reader)).toBeNull();
  }
});
