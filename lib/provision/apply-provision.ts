/**
 * Makes people, connections and contacts match the provisioning file, at each start. What the file
 * does not name is left alone; what it names is set to what it says.
 */
import { readFile, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { z } from "zod";
import { setContactScope } from "#lib/auth/policy";
import { log } from "#lib/base/log";
import { addressesIn } from "#lib/connections/addresses";
import { saveConnection } from "#lib/connections/save-connection";
import { validateSettings } from "#lib/connections/settings";
import { defaultCountry } from "#lib/numbers/default-country";
import { importPrepared, readAddressBook } from "#lib/contacts/import/import-contacts";
import { db } from "#lib/db/client";
import { grantByFile } from "#lib/outgoing/permissions";
import { isDemoOpen } from "#lib/people/demo";
import { adapters } from "#lib/providers/registry";
import { ProvisionError, provisionFile, wrong, type ProvisionFile } from "./schema";
import { checkPasswords, provisionUsers } from "./provision-users";

/** @throws {ProvisionError} before anything is written, when the file is wrong */
export async function applyProvision(path: string): Promise<void> {
  const file = await read(path);
  const addresses = check(file);
  if (file.connections.length > 0 && (await isDemoOpen())) throw wrong("connections", demoOpen);
  await checkPasswords(file.users);
  await refuseWithoutAdmin(file);
  await warnOfReaders(path);
  grantByFile({ networks: file.allowedNetworks, connections: addresses });
  for (const { slug, provider, name, enabled, settings } of file.connections) {
    await saveConnection({ slug, provider, name: name ?? slug, enabled, settings });
  }
  const connections = await db().connection.findMany({ select: { id: true, slug: true } });
  if (file.access) await setContactScope(file.access.contacts);
  await provisionUsers(file.users, new Map(connections.map(({ id, slug }) => [slug, id])));
  if (file.contacts) await provisionContacts(resolve(dirname(path), file.contacts));
}

/** Where somebody administers the installation now, somebody has to afterwards. */
async function refuseWithoutAdmin({ users }: ProvisionFile): Promise<void> {
  const admins = await db().user.findMany({
    where: { role: "admin", disabledAt: null },
    select: { email: true },
  });
  const demoted = (email: string) =>
    users.findIndex((user) => user.email === email && user.role !== "admin");
  if (admins.length === 0 || admins.some(({ email }) => demoted(email) === -1)) return;
  const disabled = await db().user.findMany({
    where: { disabledAt: { not: null } },
    select: { email: true },
  });
  const gone = new Set(disabled.map(({ email }) => email));
  if (users.some(({ email, role }) => role === "admin" && !gone.has(email))) return;
  const index = demoted(admins[0]!.email);
  throw wrong(`users.${index}.role`, "is the last administrator's: somebody has to be one");
}

const demoOpen =
  "accounts of the demo can still sign in here; start without the file, press “End the demo” as an administrator, then start with it again";

/** The file holds passwords: anybody on the machine could sign in with them. */
async function warnOfReaders(path: string): Promise<void> {
  // Windows has no such bits; Node reports every file there as readable by all.
  if (process.platform === "win32") return;
  const { mode } = await stat(path);
  if ((mode & 0o004) === 0) return;
  log().warn({}, `TINYCRM_PROVISION: everybody on this machine can read ${path}: chmod 600 it`);
}

async function read(path: string): Promise<ProvisionFile> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch {
    throw new ProvisionError(`TINYCRM_PROVISION: ${path} can't be read`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new ProvisionError(`TINYCRM_PROVISION: not valid JSON: ${(error as Error).message}`);
  }
  const parsed = provisionFile.safeParse(json);
  if (!parsed.success) throw wrongField(parsed.error);
  return parsed.data;
}

/**
 * What the schema alone can't see: known providers, their settings, slugs and e-mails used once.
 * @returns the servers that the file's connections name
 */
function check(file: ProvisionFile): { slug: string; addresses: URL[] }[] {
  const named = file.connections.map(({ slug, provider, settings }, index) => {
    if (!adapters.some((adapter) => adapter.id === provider)) {
      throw wrong(`connections.${index}.provider`, `unknown provider "${provider}"`);
    }
    const valid = validateSettings(provider, settings);
    if (valid.ok) {
      return { slug, addresses: addressesIn(provider, valid.value).map(({ url }) => url) };
    }
    const [field, message] = Object.entries(valid.fields)[0] ?? ["", "invalid"];
    throw wrong(["connections", index, "settings", field].filter(String).join("."), message);
  });
  assertUnique(
    "connections",
    "slug",
    file.connections.map((one) => one.slug),
  );
  assertUnique(
    "users",
    "email",
    file.users.map((one) => one.email),
  );
  return named;
}

function assertUnique(list: string, field: string, values: string[]): void {
  const repeated = values.findIndex((value, index) => values.indexOf(value) !== index);
  if (repeated !== -1) throw wrong(`${list}.${repeated}.${field}`, "is used twice");
}

async function provisionContacts(path: string): Promise<void> {
  const book = await readAddressBook(path, await defaultCountry());
  if (!book) throw wrong("contacts", `${path} can't be read`);
  const first = book.problems[0];
  if (first) throw wrong("contacts", `line ${first.line}, ${first.column}: ${first.reason}`);
  await importPrepared(book.rows);
}

function wrongField(error: z.ZodError): ProvisionError {
  const issue = error.issues[0];
  const keys = issue?.code === "unrecognized_keys" ? [issue.keys[0] ?? ""] : [];
  return wrong(
    [...(issue?.path ?? []), ...keys].join(".") || "the file",
    issue?.message ?? "invalid",
  );
}
