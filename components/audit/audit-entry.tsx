"use client";

import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Changes } from "#lib/audit/changes";
import type { EntryView, SubjectView } from "#lib/audit/list-entries";
import { roles, type Role } from "#lib/auth/roles";
import type { PersonName } from "#lib/people/queries";

interface EntryDetailsProps {
  what: string;
  changes: Changes;
  words: Pick<EntryWords, "field" | "value">;
}

/** What was done, and behind a click what it was before and what after. */
export function EntryDetails({ what, changes, words }: EntryDetailsProps) {
  const t = useTranslations("audit");
  const fields = Object.entries(changes);
  if (fields.length === 0) return what;
  // What was not there before is a fact about the deed: a format, how many.
  const hasBefore = fields.some(([, [before]]) => before !== null);
  return (
    <details className="group">
      <summary className="inline-flex cursor-pointer list-none items-start gap-1 rounded hover:text-accent">
        <ChevronRight
          aria-hidden
          className="mt-1 size-3.5 shrink-0 text-ink-soft transition-transform group-open:rotate-90"
        />
        {what}
      </summary>
      <table aria-label={t("detailsOf", { what })} className="my-1 ml-4 text-sm">
        {hasBefore && (
          <thead className="text-xs text-ink-soft">
            <tr>
              <th className="pr-3 text-left font-normal">{t("field")}</th>
              <th className="pr-3 text-left font-normal">{t("before")}</th>
              <th className="text-left font-normal">{t("after")}</th>
            </tr>
          </thead>
        )}
        <tbody>
          {fields.map(([field, [before, after]]) => (
            <tr key={field} className="align-top">
              <th scope="row" className="pr-3 text-left font-normal text-ink-soft">
                {words.field(field)}
              </th>
              {hasBefore && <td className="pr-3 wrap-break-word">{words.value(before)}</td>}
              <td className="wrap-break-word">{words.value(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

interface EntryWords {
  who(entry: EntryView): string;
  event(entry: Pick<EntryView, "event" | "subject">): string;
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
    event({ event, subject }) {
      // Of the two kinds of numbers, only our own lines are named in the log.
      const ownLine = subject?.kind === "number" && subject.id !== null;
      return wordOr(`${ownLine ? "ownLine" : "events"}.${event}`, event);
    },
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
