import type { AuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { actingAs } from "#lib/audit/actor";
import { clientOf, unknownClient } from "#lib/base/client-address";
import { config } from "#lib/base/config";
import { log } from "#lib/base/log";
import { asActor } from "./as-actor";
import { checkCredentials, checkSecondStep } from "./check-sign-in";
import {
  decodeCookie,
  sessionCookieName,
  sessionIdFrom,
  sessionSecret,
  usesSecureCookies,
} from "./cookie";
import { identify, identityOf, oidcProvider, oidcProviderId } from "./oidc";
import { sealStep, stepAfterPassword, stepFrom } from "./second-step";
import { beginSession, sessionLife, signOut } from "./sessions";

/** What a sign-in came to where next-auth knows no such answer; the route says it (./sign-in-answers.ts). */
export type SignInOutcome =
  | { kind: "wait"; seconds: number }
  /** The password was right. @property cookie of the step that is to come */
  | { kind: "second-step"; cookie: string }
  /** The second step came too late, or without the first. */
  | { kind: "step-over" }
  /** Both steps are done. */
  | { kind: "step-done" };

type Headers = Record<string, unknown> | undefined;

/**
 * next-auth handles the sign-in form and the cookie; lib/auth/sessions.ts decides whether a session is valid.
 * @param onOutcome called for what the route has to answer by itself
 * @param request the headers, by their names in lower case, for ways in to which next-auth does not hand them
 */
export function authOptions(
  onOutcome: (outcome: SignInOutcome) => void = () => undefined,
  request: Headers = {},
): AuthOptions {
  const { oidc } = config();
  return {
    secret: sessionSecret(),
    useSecureCookies: usesSecureCookies(),
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: usesSecureCookies() },
      },
    },
    // Who signed in before a change of the secret signs out as well.
    jwt: { decode: ({ token }) => decodeCookie(token) },
    session: { strategy: "jwt", maxAge: sessionLife },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
    logger: {
      error: (code, { message, error }: Partial<Error> & { error?: unknown }) => {
        const reason = error instanceof Error ? error.message : message;
        log().warn({ code, reason }, "a sign-in failed");
      },
      warn: () => undefined,
      debug: () => undefined,
    },
    providers: [...(oidc ? [oidcProvider(oidc)] : []), ...(oidc?.only ? [] : passwords(onOutcome))],
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.provider !== oidcProviderId) return true;
        const found = await identify(identityOf(profile));
        if (!found.ok) return `/sign-in?error=oidc-${found.reason}`;
        const entered = await enter(found.userId, null, request);
        if (!entered) return "/sign-in?error=oidc-disabled";
        Object.assign(user, entered);
        return true;
      },
      jwt({ token, user }) {
        // Each sign-in gets a new token, which holds only the id of the session's row.
        const entered = user as Entered | undefined;
        return entered ? { sid: entered.sid } : token;
      },
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === "string") await signOut(token.sid);
      },
    },
  };
}

/** Both steps of a sign-in by password. */
function passwords(onOutcome: (outcome: SignInOutcome) => void) {
  return [
    Credentials({
      credentials: { email: {}, password: {} },
      authorize: (input, { headers }) => byPassword(input, headers, onOutcome),
    }),
    Credentials({
      id: "second-step",
      credentials: { code: {} },
      authorize: (input, { headers }) => bySecondStep(input?.code, headers, onOutcome),
    }),
  ];
}

async function byPassword(
  input: unknown,
  headers: Headers,
  onOutcome: (outcome: SignInOutcome) => void,
): Promise<Entered | null> {
  const result = await checkCredentials(input, { address: clientOf(headers) });
  if (!result.ok) {
    if (result.wait > 0) onOutcome({ kind: "wait", seconds: result.wait });
    return null;
  }
  const step = await stepAfterPassword(result.userId);
  if (!step) return enter(result.userId, result.passwordHash, headers);
  onOutcome({ kind: "second-step", cookie: await sealStep(result.userId, step) });
  return null;
}

async function bySecondStep(
  code: unknown,
  headers: Headers,
  onOutcome: (outcome: SignInOutcome) => void,
): Promise<Entered | null> {
  const step = await stepFrom(header(headers, "cookie"));
  if (!step) {
    onOutcome({ kind: "step-over" });
    return null;
  }
  const actor = { ...asActor(null, clientOf(headers)), userId: step.user.id, name: step.user.name };
  const address = clientOf(headers);
  const result = await actingAs(actor, () => checkSecondStep(step, code, { address }));
  if (!result.ok) {
    if (result.wait > 0) onOutcome({ kind: "wait", seconds: result.wait });
    return null;
  }
  const entered = await enter(step.user.id, step.passwordHash, headers);
  onOutcome({ kind: entered ? "step-done" : "step-over" });
  return entered;
}

/** What `authorize` hands to the first `jwt` of a session. */
interface Entered {
  id: string;
  /** Of the session's row. */
  sid: string;
}

/** @returns null when the account was closed, or the password changed, since it was typed */
async function enter(
  id: string,
  passwordHash: string | null,
  headers: Headers,
): Promise<Entered | null> {
  const address = clientOf(headers);
  const sid = await beginSession(id, {
    userAgent: header(headers, "user-agent"),
    address: address === unknownClient ? null : address,
    replaces: await sessionIdFrom(header(headers, "cookie") ?? undefined),
    passwordHash,
  });
  return sid === null ? null : { id, sid };
}

function header(headers: Headers, name: string): string | null {
  const value = headers?.[name];
  return typeof value === "string" ? value : null;
}
