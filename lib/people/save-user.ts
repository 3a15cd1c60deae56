import { hashPassword } from "#lib/auth/password";
import type { Role } from "#lib/auth/roles";
import { endSessions } from "#lib/auth/sessions";
import { db, transaction } from "#lib/db/client";
import { dropLink } from "./access-links";
import { refuseLastAdmin } from "./last-admin";
import { recordChangedPerson, recordNewPassword, recordNewPerson } from "./record-people";

export interface SavedUser {
  email: string;
  name: string;
  role: Role;
  locale?: string;
  /** One of the two; an existing person keeps their own unless `resetPassword` says otherwise. */
  password?: string;
  /** argon2id, PHC string. */
  passwordHash?: string;
  resetPassword?: boolean;
}

/**
 * Upserts a person by e-mail. A reset password and a new role end their sessions.
 * @throws {ActionError} `last-admin` when nobody would administer the installation any more
 */
export async function saveUser(input: SavedUser): Promise<{ id: string }> {
  const email = input.email.toLowerCase();
  const { name, role, locale } = input;
  const existing = await db().user.findUnique({ where: { email }, select: { id: true } });
  if (!existing) {
    const passwordHash = await hashOf(input);
    return transaction(async (tx) => {
      const data = { email, name, role, locale, passwordHash };
      const created = await tx.user.create({ data, select: { id: true } });
      await recordNewPerson(tx, { ...created, email, name, role });
      return created;
    });
  }
  const data = { name, role, ...(locale && { locale }) };
  const passwordHash = input.resetPassword ? await hashOf(input) : undefined;
  const hasNewRole = await transaction(async (tx) => {
    if (role !== "admin") await refuseLastAdmin(tx, existing.id);
    const before = await tx.user.findUniqueOrThrow({ where: existing });
    await tx.user.update({ where: existing, data: { ...data, passwordHash } });
    await recordChangedPerson(tx, before, { name, role });
    if (passwordHash) await recordNewPassword(tx, { ...existing, name });
    if (passwordHash) await dropLink(tx, existing.id);
    return before.role !== role;
  });
  if (passwordHash || hasNewRole) await endSessions(existing.id);
  return existing;
}

async function hashOf({ email, password, passwordHash }: SavedUser): Promise<string> {
  if (passwordHash) return passwordHash;
  if (password === undefined) throw new Error(`${email} has neither a password nor a hash`);
  return hashPassword(password);
}
