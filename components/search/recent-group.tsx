import { Command } from "cmdk";
import { History } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { z } from "zod";
import { type Choose, groupLooks, PaletteItem } from "./palette-item";

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

/** What a person opened from the palette, the latest first; kept in their browser, by person. */
const recent = z.array(
  z.object({ href: z.string().startsWith("/"), label: z.string(), detail: z.string() }),
);
export type Recent = z.output<typeof recent>[number];

const most = 6;
const keyOf = (userId: string) => `tinycrm.recent.${userId}`;

function readRecent(userId: string): Recent[] {
  try {
    return recent.parse(JSON.parse(localStorage.getItem(keyOf(userId)) ?? "[]"));
  } catch {
    return [];
  }
}

export function remember(userId: string, opened: Recent): void {
  const others = readRecent(userId).filter(({ href }) => href !== opened.href);
  try {
    localStorage.setItem(keyOf(userId), JSON.stringify([opened, ...others].slice(0, most)));
  } catch {
    // A browser that keeps nothing has no recent items.
  }
}
