import { cookies, headers } from "next/headers";
import { currentUser } from "#lib/auth/current-user";
import { isLocale, localeCookie, preferredLocale, type Locale } from "./locales";

/** Language of the account, else the one chosen in this browser, else the browser's own. */
export async function requestLocale(): Promise<Locale> {
  const own = (await currentUser())?.locale;
  if (isLocale(own)) return own;
  const chosen = (await cookies()).get(localeCookie)?.value;
  return isLocale(chosen) ? chosen : preferredLocale((await headers()).get("accept-language"));
}
