import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { currentUser } from "#lib/auth/current-user";
import { isLocale, localeCookie, preferredLocale, type Locale } from "./locales";
import { loadMessages } from "./messages";

/** The account's language, else the one this browser chose, else the browser's own. */
async function requestLocale(): Promise<Locale> {
  const own = (await currentUser())?.locale;
  if (isLocale(own)) return own;
  const chosen = (await cookies()).get(localeCookie)?.value;
  return isLocale(chosen) ? chosen : preferredLocale((await headers()).get("accept-language"));
}

export default getRequestConfig(async ({ locale: asked }) => {
  const locale = isLocale(asked) ? asked : await requestLocale();
  return { locale, messages: await loadMessages(locale), timeZone: "UTC" };
});
