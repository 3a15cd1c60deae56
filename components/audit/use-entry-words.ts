"use client";

import { useTranslations } from "next-intl";
import type { EntryView, SubjectView } from "#lib/audit/list-entries";
import { roles, type Role } from "#lib/auth/roles";
import type { PersonName } from "#lib/people/queries";

export interface EntryWords {
  who(entry: EntryView): string;
  event(event: string): string;
  subject(entry: EntryView, subject: SubjectView): { kind: string; name: string } | null;
  field(name: string): string;
  value(value: unknown): string;
}

/** An entry in words. What has none yet, a setting of a provider's for example, stands as it is kept. */
export function useEntryWords(people: readonly PersonName[]): EntryWords {
  const t = useTranslations("audit");
  const shell = useTranslations("shell.roles");
  const wordOr = (key: string, otherwise: string) =>
    t.has(key as "title") ? t(key as "title") : otherwise;
  const isRole = (text: string): text is Role => roles.includes(text as Role);

  function value(one: unknown): string {
    if (one === null || one === "") return t("nothing");
    if (typeof one === "boolean") return t(one ? "yes" : "no");
    if (Array.isArray(one)) return one.map(value).join(", ");
    const text =
      typeof one === "string" || typeof one === "number" ? String(one) : JSON.stringify(one);
    if (isRole(text)) return shell(text);
    if (text === "all") return t("all");
    return people.find(({ id }) => id === text)?.name ?? text;
  }

  return {
    who({ who, address }) {
      return who?.name ?? t(address === null ? "program" : "stranger");
    },
    event: (event) => wordOr(`events.${event}`, event),
    subject({ subject }, { name }) {
      if (!subject) return null;
      const { kind, id } = subject;
      const kept = kind === "setting" && id ? wordOr(`settings.${id}`, id) : (name ?? id);
      return { kind: t(`subjects.${kind}`), name: kept ?? t("nothing") };
    },
    field: (name) => wordOr(`fields.${name}`, name),
    value,
  };
}
