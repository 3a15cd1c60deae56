/**
 * One's own present password: whoever has got hold of a session does not know it, and can't guess without end. Each try
 * is counted before it is compared.
 */
import { recordRepeated } from "#lib/audit/record-repeated";
import { ActionError } from "#lib/auth/action-error";
import { countAttempt, forgetAttempts, type Attempt } from "#lib/auth/attempts";
import { verifyPassword } from "#lib/auth/password";
import { personSubject } from "#lib/auth/second-factor";
import { db } from "#lib/db/client";

const attemptOf = (userId: string): Attempt => ({ limit: "ownPassword", of: userId });

/**
 * @param field of the form that has the password
 * @returns whose it is; call `forgetOwnPasswordTries` once all of the deed has succeeded
 * @throws {ActionError} "invalid" with "tooMany" or "wrongPassword" at the field
 */
export async function checkOwnPassword(userId: string, password: string, field: string) {
  const wrong = (fault: string) => new ActionError("invalid", { fields: { [field]: fault } });
  if ((await countAttempt([attemptOf(userId)])) > 0) throw wrong("tooMany");
  const owner = await db().user.findUniqueOrThrow({ where: { id: userId } });
  if (!(await verifyPassword(owner.passwordHash, password))) {
    await recordWrongProof(owner);
    throw wrong("wrongPassword");
  }
  return owner;
}

/** A wrong password or code of somebody who is signed in. */
export function recordWrongProof(owner: { id: string; name: string }): Promise<void> {
  const subject = personSubject(owner);
  return recordRepeated({ event: "person.password-refused", subject, counted: owner.id });
}

export function forgetOwnPasswordTries(userId: string): Promise<void> {
  return forgetAttempts(attemptOf(userId));
}
