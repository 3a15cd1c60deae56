import { getRequestConfig } from "next-intl/server";
import { isLocale } from "./locales";
import { loadMessages } from "./messages";
import { requestLocale } from "./request-locale";

export default getRequestConfig(async ({ locale: requested }) => {
  const locale = isLocale(requested) ? requested : await requestLocale();
  return { locale, messages: await loadMessages(locale), timeZone: "UTC" };
});
