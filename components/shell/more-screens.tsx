"use client";

import { Ellipsis } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Menu, MenuItem } from "#components/ui/menu";
import { navIcons, type NavIcon } from "./nav-icons";

/** The screens a phone's bar has no room for. */
export function MoreScreens({
  screens,
}: {
  screens: { href: string; icon: NavIcon; label: string }[];
}) {
  const t = useTranslations("shell");
  const router = useRouter();
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="flex min-w-0 flex-auto flex-col items-center gap-0.5 px-1 py-2 text-xs text-ink-soft sm:hidden"
        >
          <Ellipsis aria-hidden className="size-4 shrink-0" />
          {t("more")}
        </button>
      }
    >
      {screens.map(({ href, icon, label }) => {
        const Icon = navIcons[icon];
        return (
          <MenuItem
            key={href}
            icon={<Icon aria-hidden className="size-4" />}
            onSelect={() => router.push(href)}
          >
            {label}
          </MenuItem>
        );
      })}
    </Menu>
  );
}
