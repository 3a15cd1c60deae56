import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { clientRows, type ClientTable } from "./client-rows";

/** Parts of the contact's own record, whom calls of a shared number show, who is to be called, what people are told. */
const notRows = [
  "ContactCalls",
  "ContactEmail",
  "ContactNumber",
  "ContactTag",
  "NumberChoice",
  "DialClaim",
  "DialEntry",
  "Notice",
];

const schema = readFileSync("prisma/schema.prisma", "utf8");
const models = new Map(
  [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, name, body]) => [name!, body!]),
);
const columns = (model: string) =>
  [...(models.get(model) ?? "").matchAll(/^ {2}(\w+) +\w/gm)].map(([, column]) => column!);

it("names every table of the schema that has a contact", () => {
  const withContact = [...models.keys()].filter((name) => columns(name).includes("contactId"));
  expect(withContact.length).toBeGreaterThan(5);
  expect([...Object.keys(clientRows), ...notRows].sort()).toEqual(withContact.sort());
});

it.each(Object.entries<ClientTable>(clientRows))("knows the columns of %s", (name, table) => {
  const known = columns(name);
  expect(known).toContain(table.time);
  expect(known.includes("version")).toBe(table.versioned);
  if (table.number !== null) expect(known).toContain(table.number);
  else expect(known).not.toContain("e164");
  if (table.follows === "number") {
    // Calls and messages of one number are found among millions.
    expect(models.get(name)).toContain(`@@index([${table.number!}, ${table.time}])`);
  }
});
