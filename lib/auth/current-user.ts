import { cookies, headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import type { Actor } from "#lib/audit/actor";
import { clientOf } from "#lib/base/client-address";
import { requestPathOf } from "#lib/base/door-headers";
import { asActor, recordRefusal } from "./as-actor";
import { sessionCookieName, userFromToken } from "./cookie";
import { hasRole, type CurrentUser, type Role } from "./roles";

/** User of this request, looked up once per request; null when nobody is signed in. */
export const currentUser = cache(async (): Promise<CurrentUser | null> => {
  const jar = await cookies();
  return userFromToken(jar.get(sessionCookieName())?.value);
});

/** The same, or the stranger this request is of, for the audit log. */
export async function requestActor(): Promise<Actor> {
  return asActor(await currentUser(), clientOf(Object.fromEntries(await headers())));
}

/** This request asks for what its person may not have; once, however often a page is rendered. */
export const recordRefusalHere = cache(
  async (kind: "action" | "door", needs?: Role): Promise<void> => {
    const path = requestPathOf(Object.fromEntries(await headers()));
    await recordRefusal(kind, { actor: await requestActor(), path, needs });
  },
);

/** For pages: redirects to the sign-in page without a session, and shows 403 without the role. */
export async function requireUser(atLeast: Role = "sales"): Promise<CurrentUser> {
  const user = await currentUser();
  if (!user) redirect("/sign-in");
  if (!hasRole(user, atLeast)) {
    await recordRefusalHere("door", atLeast);
    forbidden();
  }
  return user;
}
