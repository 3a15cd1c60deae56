/** Who a cookie header belongs to; for pages, the plain HTTP door and socket handshakes alike. */
import { decode } from "next-auth/jwt";
import { config } from "#lib/config";
import { deriveKey } from "#lib/secrets";
import type { CurrentUser } from "./roles";
import { sessionUser } from "./sessions";

export function sessionSecret(): string {
  return Buffer.from(deriveKey(config().secret, "session")).toString("hex");
}

export function usesSecureCookies(): boolean {
  return config().publicUrl?.startsWith("https:") ?? false;
}

export function sessionCookieName(): string {
  return `${usesSecureCookies() ? "__Secure-" : ""}next-auth.session-token`;
}

/** Forged, expired and foreign cookies are nobody's. Throws only when the database does not answer. */
export async function userFromCookieHeader(
  header: string | undefined,
): Promise<CurrentUser | null> {
  return userFromToken(header && readCookie(header, sessionCookieName()));
}

export async function userFromToken(token: string | undefined): Promise<CurrentUser | null> {
  if (!token) return null;
  const payload = await decode({ token, secret: sessionSecret() }).catch(() => null);
  const sessionId = payload?.sid;
  return typeof sessionId === "string" ? sessionUser(sessionId) : null;
}

function readCookie(header: string, name: string): string | undefined {
  for (const part of header.split(";")) {
    const [key, ...value] = part.trim().split("=");
    if (key === name) return value.join("=");
  }
  return undefined;
}
