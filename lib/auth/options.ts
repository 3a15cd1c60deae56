import type { AuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { db } from "#lib/db/client";
import { sessionSecret, usesSecureCookies } from "./cookie";
import { verifyNobody, verifyPassword } from "./password";
import { beginSession, endSession, sessionLife } from "./sessions";
import { maySignIn, signInFailed, signInSucceeded } from "./throttle";

const credentials = z.object({
  email: z.string().trim().toLowerCase().max(254),
  password: z.string().min(1).max(1024),
});

/** next-auth's part: the sign-in form and the cookie. What a session is worth is lib/auth/sessions.ts. */
export function authOptions(): AuthOptions {
  return {
    secret: sessionSecret(),
    useSecureCookies: usesSecureCookies(),
    session: { strategy: "jwt", maxAge: sessionLife },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        authorize: (input, request) =>
          checkCredentials(input, {
            address: header(request.headers, "x-forwarded-for") ?? "",
            userAgent: header(request.headers, "user-agent"),
          }),
      }),
    ],
    callbacks: {
      async jwt({ token, user }) {
        // A new token at each sign-in, and nothing in it but the name of the session's row.
        const signedIn = user as { id: string; userAgent: string | null } | undefined;
        if (!signedIn) return token;
        return { sid: await beginSession(signedIn.id, signedIn.userAgent) };
      },
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === "string") await endSession(token.sid);
      },
    },
  };
}

async function checkCredentials(
  input: unknown,
  from: { address: string; userAgent: string | null },
) {
  const given = credentials.safeParse(input);
  if (!given.success) return null;
  const { email, password } = given.data;
  const key = `${email} ${from.address}`;
  if (!maySignIn(key)) return null;
  const user = await db().user.findUnique({ where: { email } });
  const right = user
    ? await verifyPassword(user.passwordHash, password)
    : await verifyNobody(password);
  if (!user || !right || user.disabledAt) {
    signInFailed(key);
    return null;
  }
  signInSucceeded(key);
  return { id: user.id, userAgent: from.userAgent };
}

function header(headers: Record<string, unknown> | undefined, name: string): string | null {
  const value = headers?.[name];
  return typeof value === "string" ? value : null;
}
