/** The second step of a sign-in. Each code is counted before it is compared, as passwords are. */
import { z } from "zod";
import { recordRepeated } from "#lib/audit/record-repeated";
import { networkOf } from "#lib/base/client-address";
import { log } from "#lib/base/log";
import { countAttempt, forgetAttempts, takeBack, type Attempt } from "./attempts";
import { personSubject, takeSecondFactor, type FactorOwner } from "./second-factor";
import type { SecondStep } from "./second-step";

export type CodeResult<T> =
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
