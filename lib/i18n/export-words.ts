import { isLocale, type Locale } from "./locales";
import enAudit from "../../messages/en/audit.json";
import enContacts from "../../messages/en/contacts.json";
import enOutcomes from "../../messages/en/outcomes.json";
import ruOutcomes from "../../messages/ru/outcomes.json";
import ukOutcomes from "../../messages/uk/outcomes.json";
import enExport from "../../messages/en/export.json";
import ruAudit from "../../messages/ru/audit.json";
import ruContacts from "../../messages/ru/contacts.json";
import ruExport from "../../messages/ru/export.json";
import ukAudit from "../../messages/uk/audit.json";
import ukContacts from "../../messages/uk/contacts.json";
import ukExport from "../../messages/uk/export.json";

const words = {
  en: { ...enExport, fields: enContacts.fields, audit: enAudit, outcomes: enOutcomes.defaults },
  ru: { ...ruExport, fields: ruContacts.fields, audit: ruAudit, outcomes: ruOutcomes.defaults },
  uk: { ...ukExport, fields: ukContacts.fields, audit: ukAudit, outcomes: ukOutcomes.defaults },
} satisfies Record<Locale, unknown>;

/** `fields`: names of a contact's fields; `audit`: all words of the audit log; `outcomes`: by their keys. */
export type ExportWords = (typeof words)["en"];

/** Headings of exported files, in the reader's language. */
export function exportWords(locale: string | null): ExportWords {
  return words[isLocale(locale) ? locale : "en"];
}
