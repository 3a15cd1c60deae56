/**
 * The second factor: codes of an authenticator app (TOTP, RFC 6238) as all apps know them, six digits of half a
 * minute each. A code counts a step early and a step late, for clocks that go wrong, and once.
 */
import { Secret, TOTP } from "otpauth";
import { recordAudit } from "#lib/audit/record-audit";
import { second } from "#lib/base/duration";
import { seal, unseal } from "#lib/base/secrets";
import { db, transaction, type Tx } from "#lib/db/client";
import { digestKeyOfInstallation } from "#lib/db/setting";
import { ActionError } from "./action-error";
import { makeRecoveryCodes, takeRecoveryCode } from "./recovery-codes";

const period = 30;
const bytesOfKey = 20;

export interface FactorOwner {
  id: string;
  name: string;
  email: string;
}

/** What an authenticator app is given, by its camera or by hand. */
export interface NewFactor {
  /** base32, in groups of four. */
  key: string;
  /** otpauth:// */
  uri: string;
}

export async function hasSecondFactor(userId: string, tx: Tx = db()): Promise<boolean> {
  return (await tx.secondFactor.count({ where: { userId, confirmedAt: { not: null } } })) > 0;
}

/**
 * A new key, which counts once a code of it has been typed. Each time it is another one: whoever has seen an earlier
 * one, and left it, knows nothing.
 * @throws {ActionError} "second-factor-on"
 */
export async function beginSecondFactor(owner: FactorOwner): Promise<NewFactor> {
  const secret = new Secret({ size: bytesOfKey });
  const sealed = await seal(secret.base32, subjectOf(owner.id));
  await transaction(async (tx) => {
    if (await hasSecondFactor(owner.id, tx)) throw new ActionError("second-factor-on");
    const data = { secret: sealed, createdAt: new Date(), lastStep: 0 };
    const where = { userId: owner.id };
    await tx.secondFactor.upsert({ where, create: { ...where, ...data }, update: data });
  });
  const label = { issuer: "tinyCRM", label: owner.email };
  return {
    key: secret.base32.match(/.{1,4}/g)!.join(" "),
    uri: new TOTP({ ...label, secret, period }).toString(),
  };
}

/**
 * Turns the new key on when `code` is one of it.
 * @returns the recovery codes; null when the code is wrong, or nothing was begun
 */
export async function confirmSecondFactor(
  owner: FactorOwner,
  code: string,
  now = Date.now(),
): Promise<string[] | null> {
  const row = await db().secondFactor.findUnique({ where: { userId: owner.id } });
  if (!row || row.confirmedAt) return null;
  const step = await stepOf(row, code, now);
  if (step === null) return null;
  const key = await digestKeyOfInstallation();
  return transaction(async (tx) => {
    const { count } = await tx.secondFactor.updateMany({
      where: { userId: owner.id, secret: row.secret, confirmedAt: null },
      data: { confirmedAt: new Date(now), lastStep: step },
    });
    if (count === 0) return null;
    await recordAudit(tx, { event: "second-factor.on", subject: personSubject(owner) });
    return makeRecoveryCodes(tx, key, owner.id);
  });
}

/** @param typed a code of the app, or a recovery code @returns whether it is right; it is used up then */
export async function takeSecondFactor(
  owner: FactorOwner,
  typed: string,
  now = Date.now(),
): Promise<boolean> {
  if (/^\d{3} ?\d{3}$/.test(typed)) return takeCode(owner.id, typed.replace(" ", ""), now);
  const key = await digestKeyOfInstallation();
  return transaction(async (tx) => {
    if (!(await hasSecondFactor(owner.id, tx))) return false;
    const taken = await takeRecoveryCode(tx, key, owner.id, typed);
    const event = "second-factor.recovery-code-used";
    if (taken) await recordAudit(tx, { event, subject: personSubject(owner) });
    return taken;
  });
}

/** Takes key and recovery codes away. @returns whether there were any */
export async function dropSecondFactor(tx: Tx, userId: string): Promise<boolean> {
  await tx.recoveryCode.deleteMany({ where: { userId } });
  const { count } = await tx.secondFactor.deleteMany({ where: { userId } });
  return count > 0;
}

export function personSubject({ id, name }: Pick<FactorOwner, "id" | "name">) {
  return { kind: "person", id, name } as const;
}

async function takeCode(userId: string, code: string, now: number): Promise<boolean> {
  const row = await db().secondFactor.findFirst({ where: { userId, confirmedAt: { not: null } } });
  const step = row && (await stepOf(row, code, now));
  if (!row || step === null) return false;
  // Of two who type the same code at once, the one that moves the step comes in.
  const { count } = await db().secondFactor.updateMany({
    where: { userId, secret: row.secret, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  return count === 1;
}

/** @returns the time step whose code it is, in half minutes since 1970; null for none near `now` */
async function stepOf(
  { userId, secret: sealed }: { userId: string; secret: string },
  code: string,
  now: number,
): Promise<number | null> {
  const secret = Secret.fromBase32(await unseal(sealed, subjectOf(userId)));
  const delta = new TOTP({ secret, period }).validate({ token: code, timestamp: now, window: 1 });
  return delta === null ? null : Math.floor(now / (period * second)) + delta;
}

function subjectOf(userId: string): string {
  return `second-factor:${userId}`;
}
