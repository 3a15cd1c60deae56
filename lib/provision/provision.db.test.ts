import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { hashPassword, verifyPassword } from "#lib/auth/password";
import { contactScope } from "#lib/auth/policy";
import { openLog } from "#lib/base/log";
import { openSettings } from "#lib/connections/settings";
import { openAddresses } from "#lib/outgoing/dial";
import { permissionsOf } from "#lib/outgoing/permissions";
import { openOffice } from "#lib/testing/kit/office";
import { saveDemo } from "#lib/people/demo";
import { choosePassword, makeLink } from "#lib/people/access-links";
import { applyProvision } from "./apply-provision";

const office = await openOffice({ connections: {}, config: { allowedNetworks: [] } });
const folder = mkdtempSync(join(tmpdir(), "tinycrm-provision-"));
const path = join(folder, "provision.json");

afterAll(() => rmSync(folder, { recursive: true }));

const user = {
  email: "Olena@x.test",
  name: "Olena",
  role: "sales",
  password: "chosen by the operator",
};
const connection = {
  slug: "office",
  provider: "prostie-zvonki",
  name: "Office",
  settings: { url: "127.0.0.1:10150", password: "p" },
};
const apply = (file: unknown) => {
  writeFileSync(path, typeof file === "string" ? file : JSON.stringify(file), { mode: 0o600 });
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
  const people = await office.db.user.findMany({ include: { extensions: true } });
  expect(people).toHaveLength(1);
  expect(people[0]).toMatchObject({ email: "olena@x.test", role: "sales" });
  expect(people[0]!.extensions.map((one) => one.number)).toEqual(["101"]);
  expect(await verifyPassword(people[0]!.passwordHash, user.password)).toBe(true);
  const connections = await office.db.connection.findMany();
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
  const contacts = await office.db.contact.findMany({ include: { numbers: true } });
  expect(contacts.map((one) => [one.name, one.numbers[0]?.e164])).toEqual([
    ["Аркадий", "+73430112233"],
  ]);
});

it("changes what it says differently", async () => {
  await apply({ users: [{ ...user, name: "Олена", role: "manager" }] });
  const person = await office.db.user.findUniqueOrThrow({ where: { email: "olena@x.test" } });
  expect(person).toMatchObject({ name: "Олена", role: "manager" });
});

describe("a password of the file", () => {
  const from = { email: "ivan@x.test", name: "Ivan", role: "sales", password: "from the file" };
  const own = "chosen by the person";
  const hash = async () =>
    (await office.db.user.findUniqueOrThrow({ where: { email: from.email } })).passwordHash;
  const isNow = async (password: string) => verifyPassword(await hash(), password);
  const choose = async () => {
    const { id } = await office.db.user.findUniqueOrThrow({ where: { email: from.email } });
    await choosePassword((await makeLink(id)).token, own);
  };

  it("is for a new account: whatever else the file says later, a person's own stays", async () => {
    await apply({ users: [from] });
    expect(await isNow("from the file")).toBe(true);
    await choose();
    await apply({ users: [from, { ...user, name: "O" }] });
    await apply({ users: [{ ...from, name: "I", password: "another from the file" }] });
    await apply({ users: [{ email: from.email, name: "I", role: "sales" }] });
    expect(await isNow(own)).toBe(true);
  });

  it("replaces it where the file says so, once, and signs the person out", async () => {
    const reset = { ...from, resetPassword: true };
    const { id } = await office.db.user.findUniqueOrThrow({ where: { email: from.email } });
    const { sessionId } = await office.signIn(id);
    await apply({ users: [reset] });
    expect(await isNow("from the file")).toBe(true);
    expect(await office.db.session.count({ where: { id: sessionId } })).toBe(0);
    await choose();
    await apply({ users: [reset, user] });
    expect(await isNow(own)).toBe(true);
    await apply({ users: [{ ...reset, password: "another from the file" }] });
    expect(await isNow("another from the file")).toBe(true);
  });

  it("may be a hash, made elsewhere", async () => {
    const passwordHash = await hashPassword("nobody reads this here");
    const ready = { email: "petro@x.test", name: "Petro", role: "sales", passwordHash };
    await apply({ users: [ready] });
    const person = await office.db.user.findUniqueOrThrow({ where: { email: ready.email } });
    expect(await verifyPassword(person.passwordHash, "nobody reads this here")).toBe(true);
  });

  it.each([
    [{ password: "eleven char" }, "users.0.password: must have at least 12"],
    [{ password: "password1234" }, "users.0.password: is easily guessed"],
    [{ password: "mykola@x.test" }, "users.0.password: must have 12 characters beside"],
    [{}, "users.0.password: a new account needs one"],
    [{ passwordHash: "$2b$10$abcdefghijklmnopqrstuv" }, "users.0.passwordHash: must be argon2id"],
    [
      {
        password: from.password,
        passwordHash: "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQx$c29tZWhhc2hzb21laGFzaA",
      },
      "users.0.passwordHash",
    ],
    [{ resetPassword: true }, "users.0.resetPassword"],
  ])("is refused with its path when it is %j", async (credentials, words) => {
    const email = "mykola@x.test";
    const file = { users: [{ email, name: "Mykola", role: "sales", ...credentials }] };
    await expect(apply(file)).rejects.toThrow(words);
    expect(await office.db.user.count({ where: { email } })).toBe(0);
  });
});

it("warns once of a file that others on the machine can read", async () => {
  const lines: string[] = [];
  const logger = openLog("warn");
  const warn = vi.spyOn(logger, "warn").mockImplementation((_: unknown, line?: string) => {
    lines.push(line ?? "");
  });
  await apply({ users: [user] });
  expect(lines).toEqual([]);
  chmodSync(path, 0o644);
  await applyProvision(path);
  expect(lines).toEqual([expect.stringContaining(`can read ${path}`)]);
  chmodSync(path, 0o600);
  warn.mockRestore();
});

it("brings no connection while the demo's accounts can sign in", async () => {
  await saveDemo({ state: "open", people: [] });
  await expect(apply({ connections: [{ ...connection, slug: "real" }] })).rejects.toThrow(
    "connections: accounts of the demo can still sign in",
  );
  expect(await office.db.connection.count({ where: { slug: "real" } })).toBe(0);
  await apply({ users: [user] });
  await saveDemo({ state: "ended", people: [] });
  await apply({ connections: [{ ...connection, slug: "real" }] });
  expect(await office.db.connection.count({ where: { slug: "real" } })).toBe(1);
});

describe("a file permits our server", () => {
  const isOpen = (slug: string, host: string, port = 80) =>
    openAddresses({ host, port }, permissionsOf({ slug })).then(
      () => true,
      () => false,
    );

  it("the hosts of its own connections, for each of them alone, until it names others", async () => {
    const phonet = { domain: "a.example", apiKey: "k", baseUrl: "http://192.168.1.20:8080" };
    const lan = { slug: "lan", provider: "phonet", settings: phonet };
    await apply({ connections: [connection, lan] });
    expect(await isOpen("office", "127.0.0.1", 10150)).toBe(true);
    expect(await isOpen("office", "127.0.0.1", 80)).toBe(true);
    expect(await isOpen("office", "127.0.0.2", 10150)).toBe(false);
    expect(await isOpen("office", "192.168.1.20", 8080)).toBe(false);
    expect(await isOpen("lan", "192.168.1.20", 8080)).toBe(true);
    expect(await isOpen("lan", "127.0.0.1")).toBe(false);
    expect(await isOpen("", "127.0.0.1")).toBe(false);
    await apply({ connections: [connection] });
    expect(await isOpen("lan", "192.168.1.20", 8080)).toBe(false);
  });

  it("the networks it names, for all", async () => {
    await apply({ allowedNetworks: ["10.0.0.0/8", "fd12::/16"] });
    expect(await isOpen("office", "10.1.2.3")).toBe(true);
    expect(await isOpen("", "fd12::1")).toBe(true);
    expect(await isOpen("office", "127.0.0.1", 10150)).toBe(false);
    await apply({});
    expect(await isOpen("", "10.1.2.3")).toBe(false);
  });

  it("nothing that is never open", async () => {
    const settings = { url: "ws://169.254.169.254:80" };
    await apply({
      connections: [{ ...connection, settings }],
      allowedNetworks: ["169.254.0.0/16"],
    });
    expect(await isOpen("office", "169.254.169.254")).toBe(false);
    await apply({});
  });
});

it("sets which contacts sales people see, and leaves it to the screen where it says nothing", async () => {
  await apply({ access: { contacts: "own" } });
  expect(await contactScope()).toBe("own");
  await apply({});
  expect(await contactScope()).toBe("own");
  await apply({ access: { contacts: "all" } });
  expect(await contactScope()).toBe("all");
});

it("does not take the last administrator away, but one may follow another in one file", async () => {
  const ada = { email: "ada@x.test", name: "Ada", role: "admin", password: "a password of hers" };
  const ben = { ...ada, email: "ben@x.test" };
  await apply({ users: [ada] });
  await expect(apply({ users: [{ ...ada, role: "sales" }] })).rejects.toMatchObject({
    name: "ProvisionError",
    message: expect.stringContaining("users.0.role: is the last administrator's") as string,
  });
  const roleOf = async (email: string) =>
    (await office.db.user.findUniqueOrThrow({ where: { email } })).role;
  expect(await roleOf("ada@x.test")).toBe("admin");
  await apply({ users: [{ ...ada, role: "sales" }, ben] });
  expect(await roleOf("ada@x.test")).toBe("sales");
  expect(await roleOf("ben@x.test")).toBe("admin");
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
    [{ access: { contacts: "some" } }, "access.contacts"],
    [{ contakts: "x" }, "contakts"],
    [{ allowedNetworks: ["10.0.0.0/8", "pbx.lan"] }, "allowedNetworks.1"],
  ])("%j: %s", async (file, path_) => {
    await expect(apply(file)).rejects.toMatchObject({
      name: "ProvisionError",
      message: expect.stringContaining(path_) as string,
    });
  });
});
