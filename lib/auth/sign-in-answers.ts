/**
 * What the sign-in form, and a script that signs in, are answered where next-auth has no answer of its own, and what the
 * form says to who comes back to it.
 */
import { config } from "#lib/base/config";

interface SignInAnswer {
  status: 401 | 429;
  headers: Record<string, string>;
  body: string;
}

/**
 * @param wait in seconds
 * @param host by which the browser came; next-auth's client wants to be sent to a whole address
 */
export function tooManySignIns(wait: number, host: string): SignInAnswer {
  const message = "Too many attempts to sign in. Wait, then try again";
  const error = { code: "too_many", message };
  return answer(429, "too-many", error, host, { "retry-after": String(wait) });
}

/** The password was right, and a second factor is asked for. */
export function secondStepNeeded(host: string): SignInAnswer {
  const error = { code: "second_step", message: "The second step of the sign-in is to come" };
  return answer(401, "second-step", error, host);
}

/** The second step came too late: the password has to be typed again. */
export function secondStepOver(host: string): SignInAnswer {
  const error = { code: "step_over", message: "The sign-in took too long. Begin it anew" };
  return answer(401, "step-over", error, host);
}

function answer(
  status: SignInAnswer["status"],
  page: string,
  error: { code: string; message: string },
  host: string,
  headers: Record<string, string> = {},
): SignInAnswer {
  const origin = config().publicUrl ?? `http://${host}`;
  return {
    status,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ url: `${origin}/sign-in?error=${page}`, error }),
  };
}

/** Why somebody who was on the way in stands at the sign-in again: by the code in the address, a key of `signIn`. */
const notices = {
  "step-over": "stepOver",
  "oidc-unknown": "oidc.unknown",
  "oidc-unverified": "oidc.unverified",
  "oidc-disabled": "oidc.disabled",
  "oidc-bound": "oidc.bound",
  // next-auth's own, of the way to the provider and back.
  OAuthSignin: "oidc.failed",
  OAuthCallback: "oidc.failed",
  Callback: "oidc.failed",
} as const;

export type SignInNotice = (typeof notices)[keyof typeof notices];

/** @param code what stands in the address, whoever has put it there */
export function signInNotice(code: unknown): SignInNotice | null {
  return typeof code === "string" && Object.hasOwn(notices, code)
    ? notices[code as keyof typeof notices]
    : null;
}
