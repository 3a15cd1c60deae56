import { readFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";
import { expect, it } from "vitest";
import { z } from "zod";
import { eventSchema } from "./event";

const file = "docs/providers/generic-event.schema.json";

/** `npx vitest run -u` on this file writes it anew. */
it("is the schema in the docs", async () => {
  const text = JSON.stringify(eventSchema());
  const written = await format(text, { ...(await resolveConfig(file)), filepath: file });
  await expect(written).toMatchFileSnapshot(`../../../${file}`);
});

const kinds = z.object({
  oneOf: z.array(
    z.object({
      properties: z.record(z.string(), z.unknown()),
      required: z.array(z.string()),
    }),
  ),
});

it("has the fields that the handbook's table gives each event", () => {
  const page = readFileSync("docs/providers/generic.md", "utf8");
  const table = page.split("Which event has which of them:")[1]!.split("\n\n")[1]!;
  const [head = [], , ...rows] = table
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.replaceAll("`", "").trim()));
  for (const { properties, required } of kinds.parse(eventSchema()).oneOf) {
    const type = z.object({ const: z.string() }).parse(properties.type).const;
    const told = rows.map((cells) => [cells[1]!, cells[head.indexOf(type)]!] as const);
    const named = told.flatMap(([field, how]) => (how === "" ? [] : [field]));
    const needed = told.flatMap(([field, how]) => (how === "needed" ? [field] : []));
    expect(["type", ...named].sort(), type).toEqual(Object.keys(properties).sort());
    expect(["type", ...needed].sort(), type).toEqual([...required].sort());
  }
});
