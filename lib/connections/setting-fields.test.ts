import { expect, it } from "vitest";
import { z } from "zod";
import { adapters } from "#lib/providers/registry";
import { providerWords } from "#lib/providers/words";
import { fieldsOf, settingsFields } from "./setting-fields";

it("reads kinds, defaults and hints from any schema, whatever wraps the field", () => {
  const address = z
    .string()
    .trim()
    .transform((text) => new URL(text).href);
  const fields = fieldsOf({
    url: address.meta({ placeholder: "ws://pbx.example" }),
    password: z.string().meta({ secret: true }).default(""),
    token: z.string().default("").meta({ secret: true }),
    baseUrl: z.url().optional(),
    port: z.number().int().default(80),
    mode: z.enum(["a", "b"]).default("b"),
    strict: z.boolean().default(true),
    country: z.string().default("UA"),
    routing: z.record(z.string(), z.string()).default({ a: "1" }),
  });
  const plain = { required: false, secret: false, address: false, default: "", placeholder: "" };
  expect(fields).toEqual([
    { ...plain, name: "url", kind: "text", required: true, placeholder: "ws://pbx.example" },
    { ...plain, name: "password", kind: "password", secret: true },
    { ...plain, name: "token", kind: "password", secret: true },
    { ...plain, name: "baseUrl", kind: "url" },
    { ...plain, name: "port", kind: "number", default: "80" },
    { ...plain, name: "mode", kind: "select", default: "b", options: ["a", "b"] },
    { ...plain, name: "strict", kind: "switch", default: "true" },
    { ...plain, name: "country", kind: "country", default: "UA" },
    { ...plain, name: "routing", kind: "json", default: '{\n  "a": "1"\n}' },
  ]);
});

it.each(adapters.map(({ id }) => id))(
  "%s has words for each of its fields in every language",
  (id) => {
    const fields = settingsFields(id);
    expect(fields.find((field) => field.kind === "country")?.default).toMatch(/^[A-Z]{2}$/);
    for (const words of Object.values(providerWords)) {
      expect(Object.keys(words[id]!.settings).toSorted()).toEqual(
        fields.map(({ name }) => name).toSorted(),
      );
    }
  },
);
