import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyPassword } from "#lib/auth/password";
import { configSlot } from "#lib/config";
import { openSettings } from "#lib/connections/settings";
import { createTestDatabase, type TestDatabase } from "#lib/db/testing";
import { setPassword } from "#lib/users/manage-people";
import { applyProvision } from "./apply-provision";

let test: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), "tinycrm-provision-"));
const path = join(folder, "provision.json");

beforeAll(async () => {
  test = await createTestDatabase();
  configSlot.set({
    secret: "a secret of at least thirty-two characters",
    publicUrl: null,
  } as never);
});
afterAll(async () => {
  await test.close();
  rmSync(folder, { recursive: true });
});

const user = { email: "Olena@x.test", name: "Olena", role: "sales", password: "short" };
const connection = {
  slug: "office",
  provider: "prostie-zvonki",
  name: "Office",
  settings: { url: "127.0.0.1:10150", password: "p" },
};
const apply = (file: unknown) => {
  writeFileSync(path, typeof file === "string" ? file : JSON.stringify(file));
  return applyProvision(path);
};

it("makes what it names, and the same again at the next start", async () => {
  const windows1251 = Buffer.from([0xc0, 0xf0, 0xea, 0xe0, 0xe4, 0xe8, 0xe9]);
  writeFileSync(
    join(folder, "contacts.csv"),
    Buffer.concat([windows1251, Buffer.from(";+7 (343) 0112233\r\n")]),
  );
  const file = {
    users: [{ ...user, extensions: { office: "101" } }],
    connections: [connection],
    contacts: "contacts.csv",
  };
  for (let start = 0; start < 3; start++) await apply(file);
  const people = await test.db.user.findMany({ include: { extensions: true } });
  expect(people).toHaveLength(1);
  expect(people[0]).toMatchObject({ email: "olena@x.test", role: "sales" });
  expect(people[0]!.extensions.map((one) => one.number)).toEqual(["101"]);
  expect(await verifyPassword(people[0]!.passwordHash, "short")).toBe(true);
  const connections = await test.db.connection.findMany();
  expect(connections).toHaveLength(1);
  expect(await openSettings(connections[0]!)).toEqual({
    url: "ws://127.0.0.1:10150",
    password: "p",
    clientType: "tinyCRM",
    country: "RU",
    smartTransfer: false,
    fallbackExtension: "",
    recordingsUrl: "",
  });
  const contacts = await test.db.contact.findMany({ include: { numbers: true } });
  expect(contacts.map((one) => [one.name, one.numbers[0]?.e164])).toEqual([
    ["Аркадий", "+73430112233"],
  ]);
});

it("changes what it says differently", async () => {
  await apply({ users: [{ ...user, name: "Олена", role: "manager", password: "other" }] });
  const person = await test.db.user.findUniqueOrThrow({ where: { email: "olena@x.test" } });
  expect(person).toMatchObject({ name: "Олена", role: "manager" });
  expect(await verifyPassword(person.passwordHash, "other")).toBe(true);
});

it("leaves a password that was changed since alone, until the file says something new", async () => {
  const file = { users: [{ ...user, password: "from the file" }] };
  await apply(file);
  const { id } = await test.db.user.findUniqueOrThrow({ where: { email: "olena@x.test" } });
  await setPassword(id, "chosen by the person");
  await apply(file);
  const hash = async () => (await test.db.user.findUniqueOrThrow({ where: { id } })).passwordHash;
  expect(await verifyPassword(await hash(), "chosen by the person")).toBe(true);
  await apply({ users: [{ ...user, password: "from the file", name: "O" }] });
  expect(await verifyPassword(await hash(), "from the file")).toBe(true);
});

describe("a wrong file stops the start with the path of the wrong field", () => {
  it.each([
    ["{", "not valid JSON"],
    [{ users: [{ ...user, email: "nobody" }] }, "users.0.email"],
    [{ users: [{ ...user, role: "boss" }] }, "users.0.role"],
    [{ users: [{ ...user, pasword: "x" }] }, "users.0.pasword"],
    [{ users: [user, user] }, "users.1.email"],
    [{ users: [{ ...user, extensions: { nowhere: "1" } }] }, "users.0.extensions.nowhere"],
    [{ connections: [{ ...connection, slug: "Büro" }] }, "connections.0.slug"],
    [{ connections: [{ ...connection, provider: "none" }] }, "connections.0.provider"],
    [
      { connections: [{ ...connection, settings: { url: "http://x" } }] },
      "connections.0.settings.url",
    ],
    [
      { connections: [{ ...connection, settings: { url: "x", colour: "red" } }] },
      "connections.0.settings.colour",
    ],
    [{ contacts: "missing.csv" }, "contacts"],
    [{ contakts: "x" }, "contakts"],
  ])("%j: %s", async (file, path_) => {
    await expect(apply(file)).rejects.toMatchObject({
      name: "ProvisionError",
      message: expect.stringContaining(path_) as string,
    });
  });
});
