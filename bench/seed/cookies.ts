import { sessionCookies } from "#lib/testing/kit/session-cookies";
import { sessionId } from "./statements";

/** The installation's secret, for the product and for the cookies alike. */
export const benchSecret = "the benchmark's secret, of more than 32 characters";

/** The seeded people, signed in. */
export const signInCookies = (people: number): Promise<string[]> =>
  sessionCookies(
    benchSecret,
    Array.from({ length: people }, (_, person) => sessionId(person)),
  );
