/** Session cookie: finds the user of a cookie header, for pages, REST and socket handshakes alike. */
import { decode, type JWT } from "next-auth/jwt";
import { config } from "#lib/base/config";
import { secrets } from "#lib/base/installation-secrets";
import { deriveKey } from "#lib/base/secrets";
import type { CurrentUser } from "./roles";
import { noteUse, sessionUser } from "./sessions";

/** The key of new cookies, in hex. */
export function sessionSecret(): string {
  return sessionKeyOf(secrets().current);
}

export function sessionKeyOf(secret: string): string {
  return Buffer.from(deriveKey(secret, "session")).toString("hex");
}

/** What a cookie holds, also one of before a change of the secret; null when none of the keys opens it. */
export async function decodeCookie(token: string | undefined): Promise<JWT | null> {
  if (!token) return null;
  const { current, former, sessionKeys } = secrets();
  for (const secret of [...[current, ...former].map(sessionKeyOf), ...sessionKeys]) {
    const payload = await decode({ token, secret }).catch(() => null);
    if (payload) return payload;
  }
  return null;
}

export function usesSecureCookies(): boolean {
  return config().publicUrl?.startsWith("https:") ?? false;
}

/** The browser itself keeps a `__Host-` cookie from other hosts of the domain, other paths and plain http. */
export function sessionCookieName(): string {
  return `${usesSecureCookies() ? "__Host-" : ""}next-auth.session-token`;
}

/**
 * The user of a request, which counts as use of the session. Null for forged, expired and foreign
 * cookies. Throws only when the database does not answer.
 */
export async function userFromCookieHeader(
  header: string | undefined,
): Promise<CurrentUser | null> {
  return userFromToken(header && readCookie(header, sessionCookieName()));
}

export async function userFromToken(token: string | undefined): Promise<CurrentUser | null> {
  const sessionId = await sessionIdOf(token);
  const user = sessionId === null ? null : await sessionUser(sessionId);
  if (user) noteUse(user.sessionId);
  return user;
}

/** @returns the id in a browser's session cookie, whether or not that session is still valid */
export function sessionIdFrom(cookieHeader: string | undefined): Promise<string | null> {
  return sessionIdOf(cookieHeader && readCookie(cookieHeader, sessionCookieName()));
}

async function sessionIdOf(token: string | undefined): Promise<string | null> {
  const payload = await decodeCookie(token);
  return typeof payload?.sid === "string" ? payload.sid : null;
}

export function readCookie(header: string, name: string): string | undefined {
  for (const part of header.split(";")) {
    const [key, ...value] = part.trim().split("=");
    if (key === name) return value.join("=");
  }
  return undefined;
}
