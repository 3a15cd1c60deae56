/** People signed in without their passwords: to check hundreds of them would take minutes. */
import { encode } from "next-auth/jwt";
import { sessionCookieName, sessionSecret } from "#lib/auth/cookie";
import { configSlot } from "#lib/base/config";

/**
 * @param secret the installation's
 * @param sessions ids of rows
 * @returns a cookie header for each
 */
export async function sessionCookies(secret: string, sessions: string[]): Promise<string[]> {
  const own = { secret, oldSecrets: [], secretFile: null, publicUrl: null };
  configSlot.set(own as never);
  const key = sessionSecret();
  const name = sessionCookieName();
  return Promise.all(
    sessions.map(async (sid) => `${name}=${await encode({ token: { sid }, secret: key })}`),
  );
}
