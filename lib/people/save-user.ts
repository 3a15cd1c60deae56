/** Accounts as they are written, whoever asks for it, and what the audit log says of that. */
import { changesBetween, secretChange } from "#lib/audit/changes";
import { recordAudit } from "#lib/audit/record-audit";
import { ActionError } from "#lib/auth/action-error";
import { hashPassword } from "#lib/auth/password";
import type { Role } from "#lib/auth/roles";
import { personSubject } from "#lib/auth/second-factor";
import { endSessions } from "#lib/auth/sessions";
import { db, transaction, type Tx } from "#lib/db/client";
import { direct } from "#lib/db/direct";
import { dropLink } from "./access-links";

interface SavedUser {
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

/** What the audit log says of people's accounts, whoever changes them: a form, the provisioning file, a link. */
interface Person {
  id: string;
  name: string;
}

export async function recordNewPerson(
  tx: Tx,
  { id, name, email, role }: Person & { email: string; role: string },
): Promise<void> {
  const changes = changesBetween(null, { name, email, role });
  await recordAudit(tx, { event: "person.created", subject: personSubject({ id, name }), changes });
}

/** A new role is an entry of its own. */
export async function recordChangedPerson(
  tx: Tx,
  before: Person & { email: string; role: string; workingHours: string | null },
  after: {
    name: string;
    role: string;
    /** @default as it was */
    email?: string | undefined;
    workingHours?: string | null | undefined;
  },
): Promise<void> {
  const subject = personSubject({ id: before.id, name: after.name });
  const { email = before.email, workingHours = before.workingHours } = after;
  const changes = changesBetween(
    { name: before.name, email: before.email, workingHours: before.workingHours },
    { name: after.name, email, workingHours },
  );
  if (Object.keys(changes).length > 0) {
    await recordAudit(tx, { event: "person.changed", subject, changes });
  }
  if (before.role !== after.role) {
    const changes = { role: [before.role, after.role] } as const;
    await recordAudit(tx, { event: "person.role-changed", subject, changes });
  }
}

export async function recordNewPassword(tx: Tx, person: Person): Promise<void> {
  const changes = { password: secretChange };
  await recordAudit(tx, {
    event: "person.password-changed",
    subject: personSubject(person),
    changes,
  });
}

/**
 * Somebody must always be able to administer the installation: refuses to take the last administrator's role or
 * account away. Call it in the transaction that does so,
 * before the change. Two requests that each leave the other's administrator wait for each other here:
 * SQLite has one writer at a time, and PostgreSQL reads locked rows again once the other has committed.
 *
 * @param leavingId who will be no enabled administrator any more; nothing happens when they are none now
 * @throws {ActionError} `last-admin`
 */
export async function refuseLastAdmin(tx: Tx, leavingId: string): Promise<void> {
  // A write begins SQLite's turn: what is read before it may be outdated when it comes.
  if (direct().dialect === "sqlite") {
    await tx.user.updateMany({ where: { id: leavingId }, data: { updatedAt: new Date() } });
  } else {
    await tx.$queryRaw`SELECT "id" FROM "User" WHERE "role" = 'admin' AND "disabledAt" IS NULL
      ORDER BY "id" FOR UPDATE`;
  }
  const admins = await tx.user.findMany({
    where: { role: "admin", disabledAt: null },
    select: { id: true },
  });
  const isOnly = admins.length === 1 && admins[0]!.id === leavingId;
  if (isOnly) throw new ActionError("last-admin");
}
