/** What calendars and mails say, in the language of whoever reads them. */
import { createTranslator } from "next-intl";
import type { CallbackView } from "#lib/callbacks/callback-view";
import { whoWaits } from "#lib/callbacks/who-waits";
import { formattingLocales, type Locale } from "#lib/i18n/locales";
import enCallbacks from "../../messages/en/callbacks.json";
import enReminders from "../../messages/en/reminders.json";
import ruCallbacks from "../../messages/ru/callbacks.json";
import ruReminders from "../../messages/ru/reminders.json";
import ukCallbacks from "../../messages/uk/callbacks.json";
import ukReminders from "../../messages/uk/reminders.json";

const words = {
  en: { callbacks: enCallbacks, reminders: enReminders },
  ru: { callbacks: ruCallbacks, reminders: ruReminders },
  uk: { callbacks: ukCallbacks, reminders: ukReminders },
};

/** Translates keys of `callbacks` and `reminders`. */
export function wordsIn(locale: Locale) {
  return createTranslator({ locale: formattingLocales[locale], messages: words[locale] });
}

export type Words = ReturnType<typeof wordsIn>;

/** "Call: Anna Smith". */
export function whatToDo(t: Words, callback: CallbackView): string {
  const who = whoWaits(callback, t("callbacks.hiddenNumber"));
  return t("callbacks.dueTask", { task: t(`callbacks.tasks.${callback.task}`), who });
}

/** The path of the page where it is done. */
export function placeOf({ contact }: Pick<CallbackView, "contact">): string {
  return contact ? `/contacts/${contact.id}` : "/callbacks";
}
