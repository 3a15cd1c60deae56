import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { Kbd } from "#components/ui/page";
import type { useSearch } from "./use-search";

type Search = ReturnType<typeof useSearch>;

interface PaletteNoticeProps {
  q: string;
  search: Search;
  /** How many screens and actions are found. */
  local: number;
}

/** What the search has to say besides what it found, also to those who can't see it. */
export function PaletteNotice({ q, search, local }: PaletteNoticeProps) {
  const t = useTranslations("search");
  const common = useTranslations("common");
  const { results, problem, pending, answered } = search;
  const isAnswered = !pending && q.trim() !== "" && q.trim() === answered;
  const { contacts = [], companies = [], calls = [], notes = [] } = results ?? {};
  const count = contacts.length + companies.length + calls.length + notes.length + local;
  if (problem && isAnswered) {
    return (
      <div role="alert" className="flex items-center gap-3 px-4 py-3 text-sm text-missed">
        <span className="flex-1">
          {t(problem === "signed-out" ? "problems.signedOut" : "problems.failed")}
        </span>
        <Button size="sm" onClick={search.retry}>
          {common("retry")}
        </Button>
      </div>
    );
  }
  return (
    <>
      {isAnswered && count === 0 && (
        <div className="px-4 py-3 text-sm text-ink-soft">
          <p className="font-medium text-ink">{t("nothing", { q: q.trim() })}</p>
          <p>{t("nothingHelp")}</p>
        </div>
      )}
      <p role="status" className="sr-only">
        {isAnswered && t("count", { count })}
      </p>
    </>
  );
}

/** The keys that do something now. */
export function PaletteFooter({ canCall }: { canCall: boolean }) {
  const t = useTranslations("search.keys");
  const keys = [
    ["↑ ↓", "move"],
    ["Enter", "open"],
    ...(canCall ? [["Ctrl Enter", "call"] as const] : []),
    ["Esc", "close"],
  ] as const;
  return (
    <ul
      aria-hidden
      className="hidden flex-wrap gap-x-4 gap-y-1 border-t border-line px-4 py-2 text-xs text-ink-soft sm:flex"
    >
      {keys.map(([key, does]) => (
        <li key={key} className="flex items-center gap-1.5">
          <Kbd>{key}</Kbd>
          {t(does)}
        </li>
      ))}
    </ul>
  );
}
