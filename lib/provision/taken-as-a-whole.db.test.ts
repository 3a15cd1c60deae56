/** What of a file depends on the rest of it: as it will be when all of it is there. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { openOffice } from "#lib/testing/kit/office";
import { applyProvision } from "./apply-provision";

const office = await openOffice({ connections: {}, config: { allowedNetworks: [] } });
const folder = mkdtempSync(join(tmpdir(), "tinycrm-provision-"));
afterAll(() => rmSync(folder, { recursive: true }));

const credentials = { role: "sales", password: "chosen by the operator" };
const user = { ...credentials, email: "olena@x.test", name: "Olena" };
const settings = { url: "127.0.0.1:10150", password: "p" };
const connection = { slug: "office", provider: "prostie-zvonki", settings };
const apply = (file: unknown) => {
  const path = join(folder, "provision.json");
  writeFileSync(path, JSON.stringify(file), { mode: 0o600 });
  return applyProvision(path);
};

it("reads national numbers of its contacts by the country that its own connections say", async () => {
  writeFileSync(join(folder, "national.csv"), "Name;Phone\r\nBohdan;050 123 45 67\r\n");
  const ukrainian = { ...settings, country: "UA" };
  await apply({ connections: [{ ...connection, settings: ukrainian }], contacts: "national.csv" });
  const bohdan = await office.db.contact.findFirstOrThrow({
    where: { name: "Bohdan" },
    include: { numbers: true },
  });
  expect(bohdan.numbers[0]?.e164).toBe("+380501234567");
  await apply({ connections: [connection] });
});

it("lets people exchange their extensions, all at once", async () => {
  const borys = { ...user, email: "borys@x.test", name: "Borys" };
  const second = { ...connection, slug: "second" };
  const given = async () =>
    Object.fromEntries(
      (await office.db.extension.findMany({ include: { user: true, connection: true } })).map(
        (one) => [`${one.connection.slug} ${one.number}`, one.user.name],
      ),
    );
  const apart = [
    { ...user, extensions: { office: "101", second: "7" } },
    { ...borys, extensions: { office: "102" } },
  ];
  await apply({ users: apart, connections: [connection, second] });
  const exchanged = [
    { ...user, extensions: { office: "102" } },
    { ...borys, extensions: { office: "101" } },
  ];
  await apply({ users: exchanged });
  expect(await given()).toEqual({
    "office 102": "Olena",
    "office 101": "Borys",
    "second 7": "Olena",
  });
  const event = "person.extensions-changed";
  const recorded = await office.db.auditEntry.count({ where: { event } });
  await apply({ users: exchanged });
  expect(await office.db.auditEntry.count({ where: { event } })).toBe(recorded);
});
