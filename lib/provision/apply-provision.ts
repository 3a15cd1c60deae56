/**
 * Makes people, connections and contacts match the provisioning file, at each start. What the file
 * does not name is left alone; what it names is set to what it says.
 */
import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { z } from "zod";
import { config } from "#lib/config";
import { saveConnection } from "#lib/connections/save-connection";
import { validateSettings } from "#lib/connections/settings";
import { defaultCountry } from "#lib/contacts/default-country";
import { importPrepared } from "#lib/import/import-contacts";
import { readAddressBook } from "#lib/import/read-address-book";
import { db } from "#lib/db/client";
import { adapters } from "#lib/providers/registry";
import { deriveKey } from "#lib/secrets";
import { saveExtensions } from "#lib/users/save-extensions";
import { saveUser } from "#lib/users/save-user";
import { provisionFile, type ProvisionFile } from "./schema";

/** A wrong provisioning file: one sentence with the path of the wrong field. Stops the start. */
export class ProvisionError extends Error {
  override readonly name = "ProvisionError";
}

const appliedMark = "provision.applied";

/** @throws {ProvisionError} before anything is written, when the file is wrong */
export async function applyProvision(path: string): Promise<void> {
  const { file, text } = await read(path);
  check(file);
  // Passwords are compared only when the file has changed: each comparison is slow on purpose.
  const mark = createHmac("sha256", deriveKey(config().secret, "settings"))
    .update(text)
    .digest("hex");
  const last = await db().setting.findUnique({ where: { key: appliedMark } });
  const keepPassword = last?.value === mark;
  for (const { slug, provider, name, enabled, settings } of file.connections) {
    await saveConnection({ slug, provider, name: name ?? slug, enabled, settings });
  }
  const connections = await db().connection.findMany({ select: { id: true, slug: true } });
  for (const [index, { extensions, ...user }] of file.users.entries()) {
    const { id } = await saveUser({ ...user, keepPassword });
    const numbers = Object.entries(extensions).map(([slug, number]) => {
      const connection = connections.find((one) => one.slug === slug);
      if (!connection) throw wrong(`users.${index}.extensions.${slug}`, "no such connection");
      return [connection.id, number] as const;
    });
    const saved = await saveExtensions(id, Object.fromEntries(numbers));
    if (!saved.ok) throw wrong(`users.${index}.extensions`, saved.message);
  }
  if (file.contacts) await provisionContacts(resolve(dirname(path), file.contacts));
  await db().setting.upsert({
    where: { key: appliedMark },
    create: { key: appliedMark, value: mark },
    update: { value: mark },
  });
}

async function read(path: string): Promise<{ file: ProvisionFile; text: string }> {
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
  return { file: parsed.data, text };
}

/** What the schema alone can't see: known providers, their settings, slugs and e-mails used once. */
function check(file: ProvisionFile): void {
  for (const [index, { provider, settings }] of file.connections.entries()) {
    if (!adapters.some((adapter) => adapter.id === provider)) {
      throw wrong(`connections.${index}.provider`, `unknown provider "${provider}"`);
    }
    const valid = validateSettings(provider, settings);
    if (valid.ok) continue;
    const [field, message] = Object.entries(valid.fields)[0] ?? ["", "invalid"];
    throw wrong(["connections", index, "settings", field].filter(String).join("."), message);
  }
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

function wrong(path: string, message: string): ProvisionError {
  return new ProvisionError(`TINYCRM_PROVISION: ${path}: ${message}`);
}

function wrongField(error: z.ZodError): ProvisionError {
  const issue = error.issues[0];
  const keys = issue?.code === "unrecognized_keys" ? [issue.keys[0] ?? ""] : [];
  return wrong(
    [...(issue?.path ?? []), ...keys].join(".") || "the file",
    issue?.message ?? "invalid",
  );
}
