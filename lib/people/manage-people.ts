/** What an administrator does with people. Each command ends the sessions that it makes invalid. */
import { recordAudit } from "#lib/audit/record-audit";
import { ActionError } from "#lib/auth/action-error";
import { hashPassword, hasPasswords, unknownPasswordHash } from "#lib/auth/password";
import { assertGoodPassword } from "#lib/auth/password-policy";
import type { Role } from "#lib/auth/roles";
import type { WorkingHours } from "#lib/base/working-hours";
import { hoursText } from "#lib/base/working-hours-text";
import { personSubject } from "#lib/auth/second-factor";
import { endSessions } from "#lib/auth/sessions";
import { db, transaction } from "#lib/db/client";
import { dropLink, endLink, makeInvitation, renewInvitation } from "./access-links";
import {
  recordChangedPerson,
  recordNewPassword,
  recordNewPerson,
  refuseLastAdmin,
} from "./save-user";
import { checkOwnPassword, forgetOwnPasswordTries } from "./own-password";
import { saveExtensions, writeExtensions, type SavedExtensions } from "./extensions";

export interface PersonInput {
  name: string;
  role: Role;
  /** By connection id; empty for none. */
  extensions: Record<string, string>;
  /** Null: the company's. @default as they are */
  hours?: WorkingHours | null | undefined;
}

/**
 * Makes an account whose person chooses the password.
 * @returns the token of their invitation; null where an identity provider lets them in
 * @throws {ActionError} `invalid` with the fault by field
 */
export async function createPerson(
  input: PersonInput & { email: string },
): Promise<{ id: string; token: string | null }> {
  const { email, name, role } = input;
  const workingHours = storedHours(input);
  await refuseTakenEmail(email);
  const passwordHash = await unknownPasswordHash();
  return transaction(async (tx) => {
    const data = { email, name, role, passwordHash, workingHours };
    const { id } = await tx.user.create({ data, select: { id: true } });
    await recordNewPerson(tx, { id, email, name, role });
    // Refused as a whole: who tries again with another number must not find the e-mail taken.
    assertSaved(await writeExtensions(tx, new Map([[id, input.extensions]])));
    return { id, token: hasPasswords() ? await makeInvitation(tx, { id, name }) : null };
  });
}

/**
 * @param input.email of somebody invited alone: everybody else signs in with theirs
 * @returns the token of a new invitation when the e-mail is another: the earlier link went to the wrong one
 * @throws {ActionError} `own-role`, `last-admin`, `not-found`, `not-invited`, `invalid`
 */
export async function updatePerson(
  id: string,
  input: PersonInput & { email?: string | undefined },
  actor: { id: string },
): Promise<{ token: string | null }> {
  if (id === actor.id && input.role !== "admin") throw new ActionError("own-role");
  const { name, role } = input;
  const email = await newEmail(id, input.email);
  assertSaved(await saveExtensions(id, input.extensions));
  const workingHours = storedHours(input);
  const { isNewRole, token } = await transaction(async (tx) => {
    if (role !== "admin") await refuseLastAdmin(tx, id);
    const before = await tx.user.findUniqueOrThrow({ where: { id } });
    await tx.user.update({ where: { id }, data: { name, role, email, workingHours } });
    await recordChangedPerson(tx, before, { name, role, email, workingHours });
    const invites = email !== undefined && before.disabledAt === null;
    return {
      isNewRole: before.role !== role,
      token: invites ? await renewInvitation(tx, { id, name }) : null,
    };
  });
  // Sockets join their rooms by role when they connect: a new role needs new sessions.
  if (isNewRole) await endSessions(id);
  return { token };
}

/** @returns undefined when it is theirs already */
async function newEmail(id: string, email: string | undefined): Promise<string | undefined> {
  const person = await db().user.findUnique({ where: { id }, include: { accessLink: true } });
  if (!person) throw new ActionError("not-found");
  if (email === undefined || email === person.email) return undefined;
  if (person.accessLink?.kind !== "invitation") throw new ActionError("not-invited");
  await refuseTakenEmail(email);
  return email;
}

async function refuseTakenEmail(email: string): Promise<void> {
  if ((await db().user.count({ where: { email } })) === 0) return;
  throw new ActionError("invalid", { fields: { email: "taken" } });
}

/** Undefined leaves them as they are. */
const storedHours = ({ hours }: PersonInput) => hours && hoursText(hours);

/** @throws {ActionError} `invalid` when a number is somebody else's */
function assertSaved(saved: SavedExtensions): void {
  if (saved.ok) return;
  const field = `extensions.${saved.connectionId}`;
  throw new ActionError("invalid", {
    fields: { [field]: "extensionTaken" },
    values: { number: saved.number, name: saved.holder },
  });
}

/** @throws {ActionError} `own-account`, `last-admin`, `not-found` */
export async function setDisabled(id: string, disabled: boolean, actor: { id: string }) {
  if (id === actor.id) throw new ActionError("own-account");
  await transaction(async (tx) => {
    if (disabled) await refuseLastAdmin(tx, id);
    const before = await tx.user.findUnique({ where: { id } });
    if (!before) throw new ActionError("not-found");
    if (Boolean(before.disabledAt) === disabled) return;
    if (disabled) await endLink(tx, id);
    const data = { disabledAt: disabled ? new Date() : null };
    await tx.user.update({ where: { id }, data });
    const event = disabled ? "person.disabled" : "person.enabled";
    await recordAudit(tx, { event, subject: personSubject(before) });
  });
  if (disabled) await endSessions(id);
}

/**
 * Changes one's own password: it needs the present one, and only this session stays. Whoever has got hold of a
 * session can't guess at it without end.
 */
export async function changeOwnPassword(
  actor: { id: string; sessionId: string },
  input: { current: string; password: string },
): Promise<void> {
  const owner = await checkOwnPassword(actor.id, input.current, "current");
  await assertGoodPassword(input.password, owner);
  const data = { passwordHash: await hashPassword(input.password) };
  await transaction(async (tx) => {
    await tx.user.update({ where: { id: actor.id }, data });
    await dropLink(tx, actor.id);
    await recordNewPassword(tx, owner);
  });
  await forgetOwnPasswordTries(actor.id);
  await endSessions(actor.id, actor.sessionId);
}
