import { Command } from "cmdk";
import { History } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { groupLooks, PaletteItem } from "./palette-item";
import { readRecent } from "./recent";
import type { Choose } from "./search-palette";

/** What this person opened last; before there is any, what can be looked for. */
export function RecentGroup({ userId, choose }: { userId: string; choose: Choose }) {
  const t = useTranslations("search");
  const [items] = useState(() => readRecent(userId));
  if (items.length === 0) return <p className="px-2 py-3 text-sm text-ink-soft">{t("teach")}</p>;
  return (
    <Command.Group heading={t("groups.recent")} className={groupLooks}>
      {items.map(({ href, label, detail }) => (
        <PaletteItem
          key={href}
          value={`recent:${href}`}
          icon={<History aria-hidden className="size-4" />}
          onSelect={() => choose.open(href, { label, detail })}
          aside={detail}
        >
          <span className="block truncate">{label}</span>
        </PaletteItem>
      ))}
    </Command.Group>
  );
}
