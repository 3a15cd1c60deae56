import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { Prisma } from "#lib/db/generated/sqlite/client";
import { blankedTables, clientData, type Holding } from "./client-data";

const schema = readFileSync("prisma/schema.prisma", "utf8");
const models = new Map(
  [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, name, body]) => [name!, body!]),
);

/** Columns, without the fields that are other models' rows. */
function columnsOf(model: string): string[] {
  return [...models.get(model)!.matchAll(/^ {2}(\w+) +(\w+)/gm)].flatMap(([, name, type]) =>
    models.has(type!) ? [] : [name!],
  );
}

it("says of every table what an erasure does with it", () => {
  expect(models.size).toBeGreaterThan(25);
  expect(Object.keys(clientData).sort()).toEqual([...models.keys()].sort());
  expect(Object.keys(clientData).sort()).toEqual(Object.keys(Prisma.ModelName).sort());
});

const blanked = Object.entries<Holding>(clientData).flatMap(([name, holding]) =>
  holding.erasure === "blanked" ? [[name, holding] as const] : [],
);

it("blanks every table that says so", () => {
  expect(blanked.map(([name]) => name).sort()).toEqual([...blankedTables].sort());
});

it.each(blanked)("says of every column of %s whether it stays", (name, { blank, keeps }) => {
  expect([...Object.keys(blank), ...keeps].sort()).toEqual(columnsOf(name).sort());
});
