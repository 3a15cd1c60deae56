/**
 * Whether somebody may come in: by e-mail and password, then by a code of their second factor. Each try is counted before
 * it is compared, a password even before it is hashed.
 */
import { currentTime } from "#lib/base/clock";
import { z } from "zod";
import { recordRepeated } from "#lib/audit/record-repeated";
import { networkOf } from "#lib/base/client-address";
import { log } from "#lib/base/log";
import { db } from "#lib/db/client";
import { asActor } from "./as-actor";
import { countAttempt, forgetAttempts, hasAttempts, takeBack, type Attempt } from "./attempts";
import { hashPassword, isCheapHash, verifyNobody, verifyPassword } from "./password";
import { personSubject, takeSecondFactor, type FactorOwner } from "./second-factor";
import type { SecondStep } from "./second-step";

const credentials = z.object({
  email: z.string().trim().toLowerCase().max(254),
  password: z.string().min(1).max(1024),
});

export type SignInResult =
  /** @property passwordHash as stored, once the password was compared with it */
  | { ok: true; userId: string; passwordHash: string }
  /** @property wait seconds until the next try; 0 when the credentials are wrong */
  | { ok: false; wait: number };

/** @param from.address of the client, as the door has named it */
export async function checkCredentials(
  input: unknown,
  { address }: { address: string },
  now = currentTime(),
): Promise<SignInResult> {
  const given = credentials.safeParse(input);
  if (!given.success) return { ok: false, wait: 0 };
  const { email, password } = given.data;
  const network = networkOf(address);
  const here: Attempt = { limit: "signIn", of: `${email} ${network}` };
  const fromAddress: Attempt = { limit: "signInsFromAddress", of: network };
  // Guesses from elsewhere slow down whoever has failed too; they never keep out an address that has not.
  const toAccount: Attempt = {
    limit: "signInsToAccount",
    of: email,
    lenient: !(await hasAttempts(here, now)),
  };
  const wait = await countAttempt([here, fromAddress, toAccount], now);
  const user = await db().user.findUnique({ where: { email } });
  if (wait > 0) {
    await recordRefusal("sign-in.slowed", user, address);
    return { ok: false, wait };
  }
  const right = user
    ? await verifyPassword(user.passwordHash, password)
    : await verifyNobody(password);
  if (!user || !right || user.disabledAt) {
    await recordRefusal("sign-in.failed", user, address);
    return { ok: false, wait: 0 };
  }
  const cheap = isCheapHash(user.passwordHash);
  const passwordHash = cheap ? await rehash(user, password) : user.passwordHash;
  await forgetAttempts(here);
  await takeBack(fromAddress);
  await takeBack(toAccount);
  return { ok: true, userId: user.id, passwordHash };
}

/** Whose account it was tried with, where there is one: what else was typed may be a password. */
async function recordRefusal(
  event: "sign-in.failed" | "sign-in.slowed",
  user: { id: string; name: string } | null,
  address: string,
): Promise<void> {
  await recordRepeated({
    event,
    ...(user && { subject: { kind: "person", id: user.id, name: user.name } }),
    actor: asActor(null, address),
    counted: `${user?.id ?? "nobody"} ${networkOf(address)}`,
  });
}

/** A password that was changed meanwhile stays as it is. @returns the new hash of the same password */
async function rehash(
  { id, passwordHash }: { id: string; passwordHash: string },
  password: string,
): Promise<string> {
  const data = { passwordHash: await hashPassword(password) };
  await db().user.updateMany({ where: { id, passwordHash }, data });
  return data.passwordHash;
}

/** The second step of a sign-in. Each code is counted before it is compared, as passwords are. */
type CodeResult<T> =
  | { ok: true; data: T }
  /** @property wait seconds until the next try; 0 when the code is wrong */
  | { ok: false; wait: number };

/**
 * Counts a try, and takes it back when the code was right.
 * @param compare what the code is compared with; null when it is wrong
 */
export async function countedCode<T>(
  user: FactorOwner,
  address: string,
  compare: () => Promise<T | null>,
): Promise<CodeResult<T>> {
  const network = networkOf(address);
  const here: Attempt = { limit: "codes", of: `${user.id} ${network}` };
  // Whoever is here knows the password: nobody else can make its owner wait.
  const toAccount: Attempt = { limit: "codesToAccount", of: user.id };
  const wait = await countAttempt([here, toAccount]);
  if (wait > 0) {
    log().warn({ address, wait }, "a code was refused: too many attempts");
    return { ok: false, wait };
  }
  const data = await compare();
  if (data === null) {
    await recordRepeated({
      event: "sign-in.code-refused",
      subject: personSubject(user),
      counted: `${user.id} ${network}`,
    });
    return { ok: false, wait: 0 };
  }
  await forgetAttempts(here);
  await takeBack(toAccount);
  return { ok: true, data };
}

/**
 * Whether this browser may come in now.
 * @param typed a code of the app, or a recovery code; of no account once the second factor has just been set up
 */
export async function checkSecondStep(
  step: SecondStep,
  typed: unknown,
  { address }: { address: string },
): Promise<CodeResult<true>> {
  const { kind, user } = step;
  if (kind === "done") {
    // Its cookie may have been copied: it begins one session.
    const wait = await countAttempt([{ limit: "finishedSteps", of: step.id }]);
    return wait > 0 ? { ok: false, wait } : { ok: true, data: true };
  }
  const code = z.string().trim().min(1).max(40).safeParse(typed);
  if (kind === "set-up" || !code.success) return { ok: false, wait: 0 };
  return countedCode(user, address, async () => (await takeSecondFactor(user, code.data)) || null);
}
