/** Somebody's authenticator app. */
import { Secret, TOTP } from "otpauth";
import { beginSecondFactor, confirmSecondFactor, type FactorOwner } from "#lib/auth/second-factor";
import { second } from "#lib/base/duration";

const period = 30 * second;

/** @param key as the person is shown it */
export function codeOf(key: string, at = Date.now()): string {
  return new TOTP({ secret: Secret.fromBase32(key.replaceAll(" ", "")) }).generate({
    timestamp: at,
  });
}

/** A code that is not the key's in these minutes. */
export function wrongCode(key: string): string {
  const near = [-2, -1, 0, 1, 2].map((steps) => codeOf(key, Date.now() + steps * period));
  const codes = ["000000", "111111", "222222", "333333", "444444", "555555"];
  return codes.find((code) => !near.includes(code))!;
}

/** Turns a second factor on, by an earlier code: the present one is still good. */
export async function turnOn(owner: FactorOwner): Promise<{ key: string; codes: string[] }> {
  const { key } = await beginSecondFactor(owner);
  const codes = await confirmSecondFactor(owner, codeOf(key, Date.now() - period));
  if (!codes) throw new Error("the code was refused");
  return { key, codes };
}
