/**
 * The one-time link with which the first administrator of an installation makes their account. It is
 * printed at start, and worth nothing after a day, after its use, and once there is any account.
 */
import { z } from "zod";
import { ActionError } from "#lib/auth/action-error";
import { digestOf, isTokenOf, newToken } from "#lib/auth/one-time-token";
import { hashPassword } from "#lib/auth/password";
import { assertGoodPassword } from "#lib/auth/password-policy";
import { day } from "#lib/base/duration";
import { db, transaction } from "#lib/db/client";
import { readSetting, writeSetting } from "#lib/db/setting";
import { recordNewPerson } from "./save-user";

const key = "first-administrator";
const life = day;

const invitation = z.object({ digest: z.string(), expiresAt: z.iso.datetime() });

export interface NewAdministrator {
  name: string;
  email: string;
  password: string;
}

/** The token of a new link; one from an earlier start is worth nothing from now on. */
export async function inviteFirstAdministrator(now = Date.now()): Promise<string> {
  const token = newToken();
  const expiresAt = new Date(now + life).toISOString();
  await writeSetting(key, JSON.stringify({ digest: digestOf(token), expiresAt }));
  return token;
}

/** Nobody has an account yet: there is no administrator to ask for anything. */
export async function isNobodyHere(): Promise<boolean> {
  return (await db().user.findFirst({ select: { id: true } })) === null;
}

export async function isFirstAdministrator(token: string, now = Date.now()): Promise<boolean> {
  const invited = await readSetting(key);
  if (invited === null || !(await isNobodyHere())) return false;
  return isInvited(invited, token, now);
}

/**
 * Makes the account, and uses the link up.
 * @throws {ActionError} "link-expired"; "invalid" with the fault by field
 */
export async function createFirstAdministrator(
  token: string,
  { name, email, password }: NewAdministrator,
  now = Date.now(),
): Promise<void> {
  if (!(await isFirstAdministrator(token, now))) throw new ActionError("link-expired");
  await assertGoodPassword(password, { name, email });
  const passwordHash = await hashPassword(password);
  await transaction(async (tx) => {
    const value = await readSetting(key, tx);
    // Of two who use the link at once, the one that deletes the row makes the account.
    const { count } = await tx.setting.deleteMany({ where: { key, value: value ?? "" } });
    const first = count === 1 && value !== null && isInvited(value, token, now);
    if (!first || (await tx.user.count()) > 0) throw new ActionError("link-expired");
    const data = { name, email, role: "admin", passwordHash };
    const created = await tx.user.create({ data, select: { id: true } });
    await recordNewPerson(tx, { ...created, name, email, role: "admin" });
  });
}

function isInvited(value: string, token: string, now: number): boolean {
  const { digest, expiresAt } = invitation.parse(JSON.parse(value));
  return now < Date.parse(expiresAt) && isTokenOf(digest, token);
}
