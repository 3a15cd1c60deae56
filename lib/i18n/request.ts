import { getRequestConfig } from "next-intl/server";
import { formattingLocales, isLocale } from "./locales";
import { loadMessages } from "./messages";
import { requestLocale } from "./request-locale";
import { shownTimeZone } from "./shown-time-zone";

export default getRequestConfig(async ({ locale: requested }) => {
  const locale = isLocale(requested) ? requested : await requestLocale();
  return {
    locale: formattingLocales[locale],
    messages: await loadMessages(locale),
    timeZone: await shownTimeZone(),
    // Server and browser count times in words from the same moment.
    now: new Date(),
  };
});
