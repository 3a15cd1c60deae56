/**
 * People of the provisioning file. Its passwords are for new accounts: a person's own one is replaced
 * only where the file says `resetPassword`, and once for each password it says.
 */
import { createHmac } from "node:crypto";
import { z } from "zod";
import { faultWords, passwordFault } from "#lib/auth/password-policy";
import { db } from "#lib/db/client";
import { digestKeyOfInstallation, readSetting, writeSetting } from "#lib/db/setting";
import { saveAllExtensions } from "#lib/people/extensions";
import { saveUser } from "#lib/people/save-user";
import { wrong, type ProvisionFile } from "./schema";

type User = ProvisionFile["users"][number];

const resetsKey = "provision.resets";
/** By e-mail, a keyed digest of the password that was set last by `resetPassword`. */
const resets = z.record(z.string(), z.string());

/** @throws {ProvisionError} when a password that is to be set now is missing or easily guessed */
export async function checkPasswords(users: readonly User[]): Promise<void> {
  const [known, done] = [await knownEmails(users), await readResets()];
  for (const [index, user] of users.entries()) {
    if (known.has(user.email) && !(await isDue(user, done))) continue;
    if (user.passwordHash) continue;
    const field = `users.${index}.password`;
    if (user.password === undefined) throw wrong(field, "a new account needs one");
    const fault = await passwordFault(user.password, user);
    if (fault) throw wrong(field, faultWords[fault]);
  }
}

/** @throws {ProvisionError} when an extension's connection is unknown, or somebody else has the number */
export async function checkExtensions({ users, connections }: ProvisionFile): Promise<void> {
  const held = await db().extension.findMany({
    select: {
      number: true,
      connection: { select: { slug: true } },
      user: { select: { email: true, name: true } },
    },
  });
  const known = await db().connection.findMany({ select: { slug: true } });
  const slugs = new Set([...connections, ...known].map(({ slug }) => slug));
  const given = new Map<string, string>();
  for (const [index, { email, name, extensions }] of users.entries()) {
    for (const [slug, number] of Object.entries(extensions)) {
      const field = `users.${index}.extensions.${slug}`;
      if (!slugs.has(slug)) throw wrong(field, "no such connection");
      const key = JSON.stringify([slug, number]);
      const holder = held.find((one) => one.connection.slug === slug && one.number === number);
      // Whoever is given another one in the same file gives theirs up.
      const keeps =
        holder && !users.some((user) => user.email === holder.user.email && user.extensions[slug]);
      const other =
        given.get(key) ?? (keeps && holder.user.email !== email ? holder.user.name : null);
      if (other) throw wrong(field, `${number} belongs to ${other}`);
      given.set(key, name);
    }
  }
}

/** @param connections ids by slug */
export async function provisionUsers(
  users: readonly User[],
  connections: ReadonlyMap<string, string>,
): Promise<void> {
  const done = await readResets();
  const wanted = new Map<string, Record<string, string>>();
  for (const [index, { extensions, ...user }] of administratorsFirst(users)) {
    const resetPassword = await isDue(user, done);
    const { id } = await saveUser({ ...user, resetPassword });
    if (user.resetPassword) done[user.email] = await digestOf(user);
    const numbers = Object.entries(extensions).map(([slug, number]) => {
      const connectionId = connections.get(slug);
      if (!connectionId) throw wrong(`users.${index}.extensions.${slug}`, "no such connection");
      return [connectionId, number] as const;
    });
    wanted.set(id, Object.fromEntries(numbers));
  }
  const saved = await saveAllExtensions(wanted);
  if (!saved.ok) throw wrong("users", `${saved.number} belongs to ${saved.holder}`);
  await writeSetting(resetsKey, JSON.stringify(done));
}

/** One administrator may hand over to another in one file. */
function administratorsFirst(users: readonly User[]): [number, User][] {
  return [...users.entries()].sort(
    ([, a], [, b]) => Number(b.role === "admin") - Number(a.role === "admin"),
  );
}

type Credentials = Pick<User, "email" | "password" | "passwordHash" | "resetPassword">;

async function isDue(user: Credentials, done: Record<string, string>): Promise<boolean> {
  return user.resetPassword && done[user.email] !== (await digestOf(user));
}

async function digestOf({ email, password, passwordHash }: Credentials): Promise<string> {
  const key = await digestKeyOfInstallation();
  const said = JSON.stringify([email, password ?? null, passwordHash ?? null]);
  return createHmac("sha256", key).update(said).digest("hex");
}

async function readResets(): Promise<Record<string, string>> {
  const value = await readSetting(resetsKey);
  return value === null ? {} : resets.parse(JSON.parse(value));
}

async function knownEmails(users: readonly User[]): Promise<Set<string>> {
  const email = { in: users.map((user) => user.email) };
  const rows = await db().user.findMany({ where: { email }, select: { email: true } });
  return new Set(rows.map((row) => row.email));
}
