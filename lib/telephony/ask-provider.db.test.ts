import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createConnection } from "#lib/connections/manage-connections";
import { assignExtensions, matchPeople } from "#lib/people/extensions";
import { providerDirectory } from "#lib/people/ports";
import type { Logger } from "#lib/providers/contract";
import { type PhonetSimulator, startSimulator } from "#lib/providers/phonet/simulator";
import { openOffice } from "#lib/testing/kit/office";
import { readDirectory } from "./ask-provider";

const silent = () => undefined;
const log: Logger = { debug: silent, info: silent, warn: silent, error: silent };
const { db } = await openOffice({ connections: {} });
let pbx: PhonetSimulator;
let connectionId: string;

beforeAll(async () => {
  providerDirectory.fill({ read: (id) => readDirectory(id, log) });
  pbx = await startSimulator({ port: 0 });
});
afterAll(async () => {
  providerDirectory.clear();
  await pbx.close();
});
beforeEach(async () => {
  await db.user.deleteMany();
  await db.connection.deleteMany();
  connectionId = await connection(pbx.settings as Record<string, string>);
});

async function connection(values: Record<string, string>) {
  const settings = { values, cleared: [] };
  const input = { provider: "phonet", name: randomUUID(), slug: "", enabled: false, settings };
  return (await createConnection(input)).id;
}
async function person(name: string, email: string, number?: string) {
  const extensions = number ? { create: { connectionId, number } } : {};
  const data = { name, email, role: "sales", passwordHash: "", extensions };
  return (await db.user.create({ data })).id;
}
const extensions = async () => {
  const rows = await db.extension.findMany({ include: { user: true } });
  return Object.fromEntries(rows.map(({ number, user }) => [user.name, number]));
};

describe("matching people", () => {
  it("goes by e-mail, and tells what is there now", async () => {
    const olena = await person("Olena", "101@Office.example");
    const ivan = await person("Ivan", "102@office.example", "103");
    expect(await matchPeople(connectionId)).toEqual([
      {
        extension: "101",
        name: "Person 101",
        email: "101@office.example",
        person: { id: olena, name: "Olena", extension: null },
        holder: null,
      },
      {
        extension: "102",
        name: "Person 102",
        email: "102@office.example",
        person: { id: ivan, name: "Ivan", extension: "103" },
        holder: null,
      },
      {
        extension: "103",
        name: "Person 103",
        email: "103@office.example",
        person: null,
        holder: "Ivan",
      },
    ]);
  });

  it("lets people exchange their extensions", async () => {
    const olena = await person("Olena", "101@office.example", "102");
    const ivan = await person("Ivan", "102@office.example", "101");
    await assignExtensions(connectionId, [
      { userId: olena, extension: "101" },
      { userId: ivan, extension: "102" },
    ]);
    expect(await extensions()).toEqual({ Olena: "101", Ivan: "102" });
  });

  it("takes an extension from nobody who was not chosen", async () => {
    const olena = await person("Olena", "101@office.example", "105");
    await person("Ivan", "102@office.example", "101");
    const assigned = assignExtensions(connectionId, [{ userId: olena, extension: "101" }]);
    await expect(assigned).rejects.toMatchObject({
      code: "taken",
      details: { values: { number: "101", name: "Ivan" } },
    });
    expect(await extensions()).toEqual({ Olena: "105", Ivan: "101" });
  });

  it.each([
    ["one person twice", (id: string) => [id, id]],
    ["somebody who does not exist", () => [randomUUID(), randomUUID()]],
  ])("changes nothing for %s", async (_, ids) => {
    const olena = await person("Olena", "101@office.example", "105");
    const choices = ids(olena).map((userId, index) => ({ userId, extension: String(200 + index) }));
    await expect(assignExtensions(connectionId, choices)).rejects.toThrow();
    expect(await extensions()).toEqual({ Olena: "105" });
  });

  it("says in the provider's words why it can't", async () => {
    const wrong = await connection({
      ...(pbx.settings as Record<string, string>),
      apiKey: "wrong",
    });
    await expect(matchPeople(wrong)).rejects.toMatchObject({
      code: "unauthorized",
      message: "the API key was refused (HTTP 403)",
    });
    await expect(matchPeople(randomUUID())).rejects.toMatchObject({ code: "not-found" });
  });
});
