/** What an administrator does with people. Each ends with the sessions that are no longer due. */
import { ActionError } from "#lib/auth/action";
import { hashPassword, verifyPassword } from "#lib/auth/password";
import type { Role } from "#lib/auth/roles";
import { endSessions } from "#lib/auth/sessions";
import { db } from "#lib/db/client";
import { saveExtensions } from "./save-extensions";

export interface PersonInput {
  name: string;
  role: Role;
  /** By connection id; empty for none. */
  extensions: Record<string, string>;
}

export async function createPerson(
  input: PersonInput & { email: string; password: string },
): Promise<{ id: string }> {
  const { email, name, role } = input;
  if ((await db().user.count({ where: { email } })) > 0) {
    throw new ActionError("invalid", { fields: { email: "taken" } });
  }
  const passwordHash = await hashPassword(input.password);
  const person = await db().user.create({
    data: { email, name, role, passwordHash },
    select: { id: true },
  });
  await setExtensions(person.id, input.extensions);
  return person;
}

export async function updatePerson(id: string, input: PersonInput, actor: { id: string }) {
  if (id === actor.id && input.role !== "admin") throw new ActionError("own-role");
  const before = await db().user.findUnique({ where: { id } });
  if (!before) throw new ActionError("not-found");
  await setExtensions(id, input.extensions);
  await db().user.update({ where: { id }, data: { name: input.name, role: input.role } });
  // What a session may do was decided when its sockets joined their rooms.
  if (before.role !== input.role) await endSessions(id);
}

async function setExtensions(userId: string, extensions: Record<string, string>): Promise<void> {
  const saved = await saveExtensions(userId, extensions);
  if (saved.ok) return;
  const field = `extensions.${saved.connectionId}`;
  throw new ActionError("invalid", {
    fields: { [field]: "extensionTaken" },
    message: saved.message,
  });
}

export async function setDisabled(id: string, disabled: boolean, actor: { id: string }) {
  if (id === actor.id) throw new ActionError("own-account");
  await db().user.update({ where: { id }, data: { disabledAt: disabled ? new Date() : null } });
  if (disabled) await endSessions(id);
}

export async function setPassword(id: string, password: string): Promise<void> {
  await db().user.update({ where: { id }, data: { passwordHash: await hashPassword(password) } });
  await endSessions(id);
}

/** One's own password: the present one is asked for, and only this session stays. */
export async function changeOwnPassword(
  actor: { id: string; sessionId: string },
  input: { current: string; password: string },
): Promise<void> {
  const { passwordHash } = await db().user.findUniqueOrThrow({ where: { id: actor.id } });
  if (!(await verifyPassword(passwordHash, input.current))) {
    throw new ActionError("invalid", { fields: { current: "wrongPassword" } });
  }
  const data = { passwordHash: await hashPassword(input.password) };
  await db().user.update({ where: { id: actor.id }, data });
  await endSessions(actor.id, actor.sessionId);
}
