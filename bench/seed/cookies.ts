import { encode } from "next-auth/jwt";
import { sessionCookieName, sessionSecret } from "#lib/auth/cookie";
import { configSlot } from "#lib/base/config";
import { sessionId } from "./statements";

/** The installation's secret, for the product and for the cookies alike. */
export const benchSecret = "the benchmark's secret, of more than 32 characters";

/** The seeded people, signed in: a thousand passwords would take minutes to check. */
export async function signInCookies(people: number): Promise<string[]> {
  const own = { secret: benchSecret, oldSecrets: [], secretFile: null, publicUrl: null };
  configSlot.set(own as never);
  const secret = sessionSecret();
  const name = sessionCookieName();
  return Promise.all(
    Array.from({ length: people }, async (_, person) => {
      const token = await encode({ token: { sid: sessionId(person) }, secret });
      return `${name}=${token}`;
    }),
  );
}
