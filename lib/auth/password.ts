import { hash, verify } from "@node-rs/argon2";

/** argon2id with OWASP's floor: 19 MiB, two passes. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** What people may choose; provisioning files are not held to the minimum. */
export const passwordLength = { min: 12, max: 128 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

export async function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  if (password.length > passwordLength.max) return false;
  return verify(passwordHash, password).catch(() => false);
}

let decoy: Promise<string> | undefined;

/** Takes as long as a real check: a stranger can't tell from the time whether an account exists. */
export async function verifyNobody(password: string): Promise<false> {
  decoy ??= hashPassword("nobody's password");
  await verifyPassword(await decoy, password);
  return false;
}
