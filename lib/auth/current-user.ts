import { cookies } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import { sessionCookieName, userFromToken } from "./cookie";
import { hasRole, type CurrentUser, type Role } from "./roles";

/** Who asks for this page or action; looked up once a request. */
export const currentUser = cache(async (): Promise<CurrentUser | null> => {
  const jar = await cookies();
  return userFromToken(jar.get(sessionCookieName())?.value);
});

/** For pages: strangers go to the sign-in page, those without the role are told so. */
export async function requireUser(atLeast: Role = "sales"): Promise<CurrentUser> {
  const user = await currentUser();
  if (!user) redirect("/sign-in");
  if (!hasRole(user, atLeast)) forbidden();
  return user;
}
