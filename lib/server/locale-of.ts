import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { isLocale, localeCookie, preferredLocale, type Locale } from "#lib/i18n/locales";

/** The account's language, else the one this browser chose, else the browser's own. */
export function localeOf(c: Context, user: { locale: string | null }): Locale {
  if (isLocale(user.locale)) return user.locale;
  const chosen = getCookie(c, localeCookie);
  return isLocale(chosen) ? chosen : preferredLocale(c.req.header("accept-language") ?? null);
}
