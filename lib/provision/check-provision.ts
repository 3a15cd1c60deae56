/**
 * Everything that a start refuses of a provisioning file, looked at before anything is written; the doctor looks the
 * same way.
 */
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { z } from "zod";
import { addressesIn } from "#lib/connections/addresses";
import { validateSettings } from "#lib/connections/settings";
import { readAddressBook } from "#lib/contacts/import/import-contacts";
import { refuses, type PreparedRow } from "#lib/contacts/import/prepare-row";
import { db } from "#lib/db/client";
import {
  companyCountry,
  connectionCountries,
  countryIn,
  countryOfFirst,
  type ConnectionCountry,
} from "#lib/numbers/default-country";
import { isDemoOpen } from "#lib/people/demo";
import { adapters } from "#lib/providers/registry";
import { checkExtensions, checkPasswords } from "./provision-users";
import { ProvisionError, provisionFile, wrong, type ProvisionFile } from "./schema";

interface CheckedConnection extends ConnectionCountry {
  /** Servers that its settings name. */
  addresses: URL[];
}

export interface CheckedProvision {
  file: ProvisionFile;
  connections: CheckedConnection[];
  /** To import, as they were read: the file may be another one a moment later. */
  contacts: PreparedRow[];
}

/** Of an open database; writes nothing. @throws {ProvisionError} */
export async function checkProvision(path: string): Promise<CheckedProvision> {
  const file = await read(path);
  const connections = checkConnections(file);
  if (file.connections.length > 0 && (await isDemoOpen())) throw wrong("connections", demoOpen);
  await checkPasswords(file.users);
  await refuseWithoutAdmin(file);
  await checkExtensions(file);
  const contacts = file.contacts
    ? await readContacts(resolve(dirname(path), file.contacts), await countryAfter(connections))
    : [];
  return { file, connections, contacts };
}

/** @throws {ProvisionError} when the file is missing, or a row can't be taken */
async function readContacts(path: string, country: string): Promise<PreparedRow[]> {
  const book = await readAddressBook(path, country);
  if (!book) throw wrong("contacts", `${path} can't be read`);
  // A field that is left out keeps nobody from starting.
  const first = book.problems.find(({ reason }) => refuses(reason));
  if (first) throw wrong("contacts", `line ${first.line}, ${first.column}: ${first.reason}`);
  return book.rows;
}

/** The default country as it will be, once the file's connections are there. */
async function countryAfter(said: readonly ConnectionCountry[]): Promise<string> {
  const chosen = await companyCountry();
  if (chosen) return chosen;
  const known = await connectionCountries();
  const changed = known.map((one) => said.find(({ slug }) => slug === one.slug) ?? one);
  const added = said.filter(({ slug }) => !known.some((one) => one.slug === slug));
  return countryOfFirst([...changed, ...added]);
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

/** What the schema alone can't see: known providers, their settings, slugs and e-mails used once. */
function checkConnections(file: ProvisionFile): CheckedConnection[] {
  const checked = file.connections.map(({ slug, provider, enabled, settings }, index) => {
    if (!adapters.some((adapter) => adapter.id === provider)) {
      throw wrong(`connections.${index}.provider`, `unknown provider "${provider}"`);
    }
    const valid = validateSettings(provider, settings);
    if (valid.ok) {
      const addresses = addressesIn(provider, valid.value).map(({ url }) => url);
      return { slug, enabled, country: countryIn(valid.value), addresses };
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
  return checked;
}

function assertUnique(list: string, field: string, values: string[]): void {
  const repeated = values.findIndex((value, index) => values.indexOf(value) !== index);
  if (repeated !== -1) throw wrong(`${list}.${repeated}.${field}`, "is used twice");
}

function wrongField(error: z.ZodError): ProvisionError {
  const issue = error.issues[0];
  const keys = issue?.code === "unrecognized_keys" ? [issue.keys[0] ?? ""] : [];
  return wrong(
    [...(issue?.path ?? []), ...keys].join(".") || "the file",
    issue?.message ?? "invalid",
  );
}
