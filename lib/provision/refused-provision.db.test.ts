/** A file that is refused leaves the installation as it was. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openOffice } from "#lib/testing/kit/office";
import { applyProvision } from "./apply-provision";

const office = await openOffice({ connections: {}, config: { allowedNetworks: [] } });
const folder = mkdtempSync(join(tmpdir(), "tinycrm-provision-"));
const path = join(folder, "provision.json");
const credentials = { role: "sales", password: "chosen by the operator" };
const user = { ...credentials, email: "olena@x.test", name: "Olena" };
const connection = {
  slug: "office",
  provider: "prostie-zvonki",
  name: "Office",
  settings: { url: "127.0.0.1:10150", password: "p" },
};
const apply = (file: unknown) => {
  writeFileSync(path, JSON.stringify(file), { mode: 0o600 });
  return applyProvision(path);
};

beforeAll(() => apply({ users: [user], connections: [connection] }));
afterAll(() => rmSync(folder, { recursive: true }));

it.each([
  [{ contacts: "missing.csv" }, "contacts: "],
  [
    { users: [{ ...user, extensions: { elsewhere: "7" } }] },
    "users.0.extensions.elsewhere: no such",
  ],
  [
    {
      users: ["a", "b"].map((name) => ({
        ...user,
        email: `${name}@x.test`,
        extensions: { office: "555" },
      })),
    },
    "users.1.extensions.office: 555 belongs to",
  ],
])("writes nothing of a file that it refuses: %j", async (fault, words) => {
  const stored = async () => [
    await office.db.connection.findMany(),
    await office.db.user.findMany(),
    await office.db.extension.findMany(),
    await office.db.setting.findMany(),
    await office.db.contact.count(),
  ];
  const before = await stored();
  const access = { contacts: "own" };
  const more = { slug: "second", provider: "prostie-zvonki", settings: connection.settings };
  const nina = { ...user, email: "nina@x.test", name: "Nina" };
  const file = { users: [nina], connections: [connection, more], access, retention: {} };
  await expect(apply({ ...file, ...fault })).rejects.toThrow(words);
  expect(await stored()).toEqual(before);
});
