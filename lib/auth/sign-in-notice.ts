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
