/**
 * Recovery codes: what gets a person in without their telephone, each once. They are shown when they are made and
 * never again. 50 random bits each; the database keeps keyed hashes, worth nothing without the installation's secret,
 * under a key that a change of the secret leaves as it is (lib/db/setting.ts).
 */
import { createHmac, randomInt } from "node:crypto";
import { db, type Tx } from "#lib/db/client";

export const recoveryCodes = 10;

/** Without letters that are read as another sign (Crockford's base 32). */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const length = 10;
const lookalikes: Readonly<Record<string, string>> = { O: "0", I: "1", L: "1" };

/**
 * Makes a person's codes anew: earlier ones are worth nothing.
 * @param key of `digestKeyOfInstallation`, which is asked before a transaction @returns them, like "7XK2M-0QD4T"
 */
export async function makeRecoveryCodes(
  tx: Tx,
  key: Uint8Array,
  userId: string,
): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodes }, randomCode);
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ userId, digest: digestOf(key, userId, code) })),
  });
  return codes;
}

/** @returns whether it is one of the person's; it is used up then */
export async function takeRecoveryCode(
  tx: Tx,
  key: Uint8Array,
  userId: string,
  typed: string,
): Promise<boolean> {
  const where = { userId, digest: digestOf(key, userId, typed) };
  const { count } = await tx.recoveryCode.deleteMany({ where });
  return count === 1;
}

/** How many a person has left. */
export function recoveryCodesLeft(userId: string): Promise<number> {
  return db().recoveryCode.count({ where: { userId } });
}

function randomCode(): string {
  const signs = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");
  return `${signs.slice(0, length / 2)}-${signs.slice(length / 2)}`;
}

/** However it was typed: in small letters, with spaces, with an O for a zero. */
function digestOf(key: Uint8Array, userId: string, typed: string): string {
  const code = [...typed.toUpperCase().replace(/[^A-Z0-9]/g, "")]
    .map((sign) => lookalikes[sign] ?? sign)
    .join("");
  return createHmac("sha256", key).update(`recovery code ${userId} ${code}`).digest("base64url");
}
