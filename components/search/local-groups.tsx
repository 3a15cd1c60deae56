"use client";

import { Command } from "cmdk";
import {
  Bell,
  BellOff,
  FileUp,
  MonitorCog,
  Moon,
  Phone,
  Sun,
  UserPlus,
  History,
} from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMe } from "#components/live/live-provider";
import { foldForSearch } from "#lib/search/search-text";
import { isDialable } from "#lib/numbers/phone-number";
import { chooseTheme, setDoNotDisturbAction } from "#lib/people/account-actions";
import type { Theme } from "#lib/people/theme";
import { type ActionId, actionIds, actionPages, navIcons } from "./navigation";
import { groupLooks, PaletteItem } from "./palette-item";
import { type Choose, readRecent } from "./use-choose";
import type { Searchable } from "./searchable-screens";
import { answerOf } from "../ui/use-action";
import { toast } from "../ui/toast";

const icons = {
  newContact: UserPlus,
  import: FileUp,
  doNotDisturb: BellOff,
  disturb: Bell,
  light: Sun,
  dark: Moon,
  system: MonitorCog,
} as const satisfies Record<ActionId, unknown>;

/** The screens and actions whose words begin so. */
export function useLocalMatches(q: string, screens: Searchable) {
  const { doNotDisturb } = useMe();
  const typed = foldForSearch(q);
  const fits = (words: string) => ` ${words}`.includes(` ${typed}`) || typed === "";
  const offered = actionIds.filter((id) => {
    const words = screens.actions[id];
    return words !== undefined && fits(words) && id !== (doNotDisturb ? "doNotDisturb" : "disturb");
  });
  // "звонки" are calls before they are the second word of "обратные звонки".
  const placeIn = (words: string) => ` ${words}`.indexOf(` ${typed}`);
  const found = [...screens.screens, ...(typed === "" ? [] : screens.places)]
    .filter(({ words }) => fits(words))
    .sort((a, b) => placeIn(a.words) - placeIn(b.words));
  return { found, offered };
}

interface LocalGroupsProps {
  q: string;
  matches: ReturnType<typeof useLocalMatches>;
  choose: Choose;
}

/** What needs no server: the screens, what can be done, the number that was typed. */
export function LocalGroups({ q, matches: { found, offered }, choose }: LocalGroupsProps) {
  const t = useTranslations("search");
  const run = useActions(choose);
  const number = q.trim();
  const canDial = isDialable(number);
  return (
    <>
      {found.length > 0 && (
        <Command.Group heading={t("groups.screens")} className={groupLooks}>
          {found.map(({ href, icon, label }) => {
            const Icon = navIcons[icon];
            return (
              <PaletteItem
                key={href}
                value={`screen:${href}`}
                icon={<Icon aria-hidden className="size-4" />}
                onSelect={() => choose.open(href)}
              >
                {label}
              </PaletteItem>
            );
          })}
        </Command.Group>
      )}
      {(offered.length > 0 || canDial) && (
        <Command.Group heading={t("groups.actions")} className={groupLooks}>
          {canDial && (
            <PaletteItem
              value="dial"
              icon={<Phone aria-hidden className="size-4" />}
              onSelect={() => choose.call({ number: { raw: number, e164: null } })}
            >
              {t("dial", { number })}
            </PaletteItem>
          )}
          {offered.map((id) => {
            const Icon = icons[id];
            return (
              <PaletteItem
                key={id}
                value={`action:${id}`}
                icon={<Icon aria-hidden className="size-4" />}
                onSelect={() => run(id)}
              >
                {t(`actions.${id}`)}
              </PaletteItem>
            );
          })}
        </Command.Group>
      )}
    </>
  );
}

function useActions(choose: Choose): (id: ActionId) => void {
  const router = useRouter();
  const common = useTranslations("common");
  async function disturb(doNotDisturb: boolean) {
    const result = await answerOf(setDoNotDisturbAction({ doNotDisturb }));
    if (!result.ok) toast.error(common("failed"));
  }
  async function show(theme: Theme) {
    document.documentElement.dataset.theme = theme;
    await chooseTheme(theme);
    router.refresh();
  }
  return (id) => {
    const href = actionPages[id];
    if (href) choose.open(href);
    else if (id === "doNotDisturb" || id === "disturb")
      choose.run(() => void disturb(id === "doNotDisturb"));
    else choose.run(() => void show(id as Theme));
  };
}

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
