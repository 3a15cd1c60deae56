/**
 * Encrypts single values at rest as JWE (AES-256-GCM, random nonce). The protected header carries
 * `sub`, what the value belongs to, so that a ciphertext moved to another row does not open, and `kid`, which
 * key it was made with, so that the installation's secret can be changed.
 */
import { createHash, hkdfSync } from "node:crypto";
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from "jose";
import { secrets } from "./installation-secrets";
import type { Secrets } from "./secret-file";

type Keys = Pick<Secrets, "current" | "former">;

/** Derives an independent 32-byte key for one purpose from the installation's secret. */
export function deriveKey(
  secret: string,
  purpose: "session" | "settings" | "attempts" | "demo",
): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", secret, "tinycrm", purpose, 32));
}

/** Names the key of sealed values; tells nothing of it. */
export function keyIdOf(secret: string): string {
  const digest = createHash("sha256")
    .update("tinycrm key id")
    .update(deriveKey(secret, "settings"));
  return digest.digest("base64url").slice(0, 12);
}

/** @param subject what the value belongs to, e.g. `connection:main:password` */
export async function seal(plain: string, subject: string, { current }: Keys = secrets()) {
  return new CompactEncrypt(new TextEncoder().encode(plain))
    .setProtectedHeader({ alg: "dir", enc: "A256GCM", sub: subject, kid: keyIdOf(current) })
    .encrypt(deriveKey(current, "settings"));
}

/** @throws when none of the keys made the value, or it belongs to something else */
export async function unseal(
  sealed: string,
  subject: string,
  keys: Keys = secrets(),
): Promise<string> {
  const { plain, sub } = await open(sealed, keys);
  if (sub !== subject) throw new Error(`The stored secret does not belong to ${subject}`);
  return plain;
}

/** The same value under the current key; null when it is already. @throws as `unseal` */
export async function reseal(sealed: string, keys: Keys): Promise<string | null> {
  if (decodeProtectedHeader(sealed).kid === keyIdOf(keys.current)) return null;
  const { plain, sub } = await open(sealed, keys);
  return seal(plain, sub, keys);
}

/** Whether a text is a sealed value: a JWE that says what it belongs to. */
export function isSealed(text: string): boolean {
  if (!text.startsWith("eyJ") || text.split(".").length !== 5) return false;
  try {
    const { alg, sub } = decodeProtectedHeader(text) as { alg?: string; sub?: unknown };
    return alg === "dir" && typeof sub === "string";
  } catch {
    return false;
  }
}

async function open(sealed: string, { current, former }: Keys) {
  const { kid } = decodeProtectedHeader(sealed);
  const all = [current, ...former];
  // Values from before keys had names are tried with each.
  const fitting = kid === undefined ? all : all.filter((secret) => keyIdOf(secret) === kid);
  let failure: unknown = new Error("The stored secret was made with another key");
  for (const secret of fitting) {
    try {
      const { plaintext, protectedHeader } = await compactDecrypt(
        sealed,
        deriveKey(secret, "settings"),
      );
      return { plain: new TextDecoder().decode(plaintext), sub: String(protectedHeader.sub) };
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}
