import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Changes } from "#lib/audit/changes";
import type { EntryWords } from "./use-entry-words";

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
