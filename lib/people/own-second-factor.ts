/** A person's own second factor, and what an administrator does about another's. */
import { encode } from "uqr";
import { ActionError } from "#lib/auth/action-error";
import { countAttempt, takeBack, type Attempt } from "#lib/auth/attempts";
import { digestKeyOfInstallation } from "#lib/db/setting";
import { makeRecoveryCodes, recoveryCodesLeft } from "#lib/auth/recovery-codes";
import type { CurrentUser } from "#lib/auth/roles";
import {
  confirmSecondFactor,
  dropSecondFactor,
  hasSecondFactor,
  personSubject,
  takeSecondFactor,
} from "#lib/auth/second-factor";
import { mustHaveSecondFactor } from "#lib/auth/second-factor-rule";
import { endSessions } from "#lib/auth/sessions";
import { recordAudit } from "#lib/audit/record-audit";
import { transaction } from "#lib/db/client";
import { checkOwnPassword, forgetOwnPasswordTries, recordWrongProof } from "./own-password";

interface SecondFactorState {
  on: boolean;
  /** Recovery codes that are left. */
  codesLeft: number;
  /** The person's role must have it: it can't be turned off. */
  required: boolean;
}

export async function secondFactorState(user: CurrentUser): Promise<SecondFactorState> {
  const [on, codesLeft, required] = await Promise.all([
    hasSecondFactor(user.id),
    recoveryCodesLeft(user.id),
    mustHaveSecondFactor(user),
  ]);
  return { on, codesLeft, required };
}

interface Proof {
  password: string;
  code: string;
}

/**
 * Turns the key that was begun on; the person's other sessions end.
 * @returns the recovery codes
 * @throws {ActionError} "invalid" with the fault by field
 */
export async function turnOnSecondFactor(user: CurrentUser, proof: Proof): Promise<string[]> {
  const codes = await proven(user, proof, () => confirmSecondFactor(user, proof.code));
  await endSessions(user.id, user.sessionId);
  return codes;
}

/** @throws {ActionError} as `turnOnSecondFactor` */
export async function renewRecoveryCodes(user: CurrentUser, proof: Proof): Promise<string[]> {
  await proven(user, proof, async () => (await takeSecondFactor(user, proof.code)) || null);
  const key = await digestKeyOfInstallation();
  return transaction(async (tx) => {
    await recordAudit(tx, { event: "second-factor.codes-renewed", subject: personSubject(user) });
    return makeRecoveryCodes(tx, key, user.id);
  });
}

/** @throws {ActionError} "second-factor-required"; as `turnOnSecondFactor` */
export async function turnOffSecondFactor(user: CurrentUser, proof: Proof): Promise<void> {
  if (await mustHaveSecondFactor(user)) throw new ActionError("second-factor-required");
  await proven(user, proof, async () => (await takeSecondFactor(user, proof.code)) || null);
  await transaction(async (tx) => {
    const dropped = await dropSecondFactor(tx, user.id);
    if (!dropped) return;
    await recordAudit(tx, { event: "second-factor.off", subject: personSubject(user) });
  });
}

/**
 * Takes another's second factor away, who has lost telephone and recovery codes; their sessions end.
 * @throws {ActionError} "own-account"; "not-found"
 */
export async function resetSecondFactor(userId: string, actor: { id: string }): Promise<void> {
  if (userId === actor.id) throw new ActionError("own-account");
  await transaction(async (tx) => {
    const owner = await tx.user.findUnique({ where: { id: userId } });
    if (!owner || !(await dropSecondFactor(tx, userId))) throw new ActionError("not-found");
    await recordAudit(tx, { event: "second-factor.reset", subject: personSubject(owner) });
  });
  await endSessions(userId);
}

/** Whoever has got hold of a session has neither the password nor the telephone, and can't guess without end. */
async function proven<T>(
  user: CurrentUser,
  { password }: Proof,
  compare: () => Promise<T | null>,
): Promise<T> {
  const wrong = (fault: string) => new ActionError("invalid", { fields: { code: fault } });
  await checkOwnPassword(user.id, password, "password");
  // Apart from the passwords: who knows that one must not begin the guessing at codes anew with it.
  const codes: Attempt = { limit: "codesToAccount", of: user.id };
  if ((await countAttempt([codes])) > 0) throw wrong("tooMany");
  const data = await compare();
  if (data === null) {
    await recordWrongProof(user);
    throw wrong("wrongCode");
  }
  await forgetOwnPasswordTries(user.id);
  await takeBack(codes);
  return data;
}

/** A text as a QR code, drawn here: the secret in it is sent to nobody. */
export interface QrCode {
  /** Modules a side, the quiet zone included. */
  size: number;
  /** An SVG path of the dark modules, each one unit wide. */
  path: string;
}

/** Of light modules around it, as scanners want it. */
const quietZone = 4;

export function qrCode(text: string): QrCode {
  const { data, size } = encode(text, { ecc: "M", border: quietZone });
  const path = data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])),
  );
  return { size, path: path.join("") };
}
