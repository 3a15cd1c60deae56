/**
 * Encrypts single values at rest as JWE (AES-256-GCM, random nonce). The protected header carries
 * `sub`, what the value belongs to, so that a ciphertext moved to another row does not open.
 */
import { hkdfSync } from "node:crypto";
import { CompactEncrypt, compactDecrypt } from "jose";

/** Derives an independent 32-byte key for one purpose from the installation's secret. */
export function deriveKey(secret: string, purpose: "session" | "settings"): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", secret, "tinycrm", purpose, 32));
}

/** @param subject what the value belongs to, e.g. `connection:main:password` */
export async function seal(plain: string, subject: string, secret: string): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(plain))
    .setProtectedHeader({ alg: "dir", enc: "A256GCM", sub: subject })
    .encrypt(deriveKey(secret, "settings"));
}

/** @throws when the secret is another one, or the value belongs to something else */
export async function unseal(sealed: string, subject: string, secret: string): Promise<string> {
  const { plaintext, protectedHeader } = await compactDecrypt(
    sealed,
    deriveKey(secret, "settings"),
  );
  if (protectedHeader.sub !== subject) {
    throw new Error(`The stored secret does not belong to ${subject}`);
  }
  return new TextDecoder().decode(plaintext);
}
