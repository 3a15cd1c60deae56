import { randomBytes } from "node:crypto";
import PQueue from "p-queue";
import { config } from "#lib/base/config";
import { ceilings } from "#lib/base/limits";
import { processSlot } from "#lib/base/process-slot";

/** argon2id with OWASP's minimum: 19 MiB, two passes. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The calls' process hardly ever hashes. */
const argon2 = () => import("@node-rs/argon2");

/** Length of passwords, in characters as a person counts them. */
export const passwordLength = { min: 12, max: 128 } as const;

/** Whether people sign in by password: not where the operator has an identity provider alone. */
export function hasPasswords(): boolean {
  return !config().oidc?.only;
}

/** An emoji is one character, though it is two of JavaScript's. */
export function lengthOf(password: string): number {
  return [...password].length;
}

const slot = processSlot<PQueue>("password-hashes");

/** All hashes of the process, a few at a time: calls need the cores too. */
export function passwordHashes(): PQueue {
  if (!slot.peek()) slot.set(new PQueue({ concurrency: ceilings.passwordHashes }));
  return slot.get();
}

export function hashPassword(password: string): Promise<string> {
  return passwordHashes().add(async () => (await argon2()).hash(password, cost));
}

/** The hash of a password that nobody knows, for who has not chosen one. */
export function unknownPasswordHash(): Promise<string> {
  return hashPassword(randomBytes(32).toString("base64url"));
}

export async function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  if (lengthOf(password) > passwordLength.max) return false;
  return passwordHashes().add(async () => {
    const { verify } = await argon2();
    return verify(passwordHash, password).catch(() => false);
  });
}

const argon2id =
  /^\$argon2id\$v=19\$m=(?<memory>\d{1,8}),t=(?<passes>\d{1,4}),p=\d{1,3}\$[A-Za-z0-9+/]{11,}\$[A-Za-z0-9+/]{16,}$/;

/** Whether `text` is what an argon2id tool writes: a PHC string. */
export function isPasswordHash(text: string): boolean {
  return argon2id.test(text);
}

/** Whether a hash was made at a lower cost than new ones are: the next sign-in makes it anew. */
export function isCheapHash(passwordHash: string): boolean {
  const { memory, passes } = argon2id.exec(passwordHash)?.groups ?? {};
  return Number(memory) < cost.memoryCost || Number(passes) < cost.timeCost;
}

let decoy: Promise<string> | undefined;

/** Timing decoy: takes as long as a real check, so the time does not reveal whether an account exists. */
export async function verifyNobody(password: string): Promise<false> {
  decoy ??= hashPassword("nobody's password");
  await verifyPassword(await decoy, password);
  return false;
}
