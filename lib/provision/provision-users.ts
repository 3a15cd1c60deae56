/**
 * People of the provisioning file. Its passwords are for new accounts: a person's own one is replaced
 * only where the file says `resetPassword`, and once for each password it says.
 */
import { createHmac } from "node:crypto";
import { z } from "zod";
import { faultWords, passwordFault } from "#lib/auth/password-policy";
import { db } from "#lib/db/client";
import { digestKeyOfInstallation, readSetting, writeSetting } from "#lib/db/setting";
import { saveExtensions } from "#lib/people/extensions";
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

/** @param connections ids by slug */
export async function provisionUsers(
  users: readonly User[],
  connections: ReadonlyMap<string, string>,
): Promise<void> {
  const done = await readResets();
  for (const [index, { extensions, ...user }] of administratorsFirst(users)) {
    const resetPassword = await isDue(user, done);
    const { id } = await saveUser({ ...user, resetPassword });
    if (user.resetPassword) done[user.email] = await digestOf(user);
    const numbers = Object.entries(extensions).map(([slug, number]) => {
      const connectionId = connections.get(slug);
      if (!connectionId) throw wrong(`users.${index}.extensions.${slug}`, "no such connection");
      return [connectionId, number] as const;
    });
    const saved = await saveExtensions(id, Object.fromEntries(numbers));
    if (!saved.ok) throw wrong(`users.${index}.extensions`, saved.message);
  }
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
