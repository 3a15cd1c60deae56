"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { usePathname, useRouter } from "next/navigation";
import { CallbackCount } from "#components/callbacks/callback-count";
import { NoticeCount } from "#components/notices/notice-count";
import { Link } from "#components/ui/link";
import { Menu, MenuItem } from "#components/ui/menu";
import { leaveBy } from "../ui/leave-by";
import { navIcons, type NavIcon, type NavItem } from "../search/navigation";

interface NavLinkProps {
  href: string;
  icon: NavIcon;
  label: string;
  /** What the number beside it counts. */
  counts?: NavItem["counts"] | undefined;
  /** A phone's bar has no room for it: it is in the menu there. */
  notOnPhone: boolean;
}

export function NavLink({ href, icon, label, counts, notOnPhone }: NavLinkProps) {
  const Icon = navIcons[icon];
  const path = usePathname();
  const here = path === href || path.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      aria-current={here ? "page" : undefined}
      className={`relative flex min-w-0 flex-auto flex-col items-center gap-0.5 px-0.5 py-2 text-xs text-ink-soft transition-colors duration-100 hover:text-ink max-wide:tracking-tight aria-[current]:font-medium aria-[current]:text-accent wide:flex-none wide:flex-row wide:gap-2.5 wide:rounded-md wide:px-2 wide:py-1.5 wide:text-base wide:hover:bg-hover wide:aria-[current]:bg-selected wide:aria-[current]:shadow-card wide:aria-[current]:text-ink low:py-1 ${notOnPhone ? "max-wide:hidden" : ""}`}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className="max-w-full truncate">{label}</span>
      {counts === "callbacks" && <CallbackCount />}
      {counts === "notices" && <NoticeCount />}
    </Link>
  );
}

/** The screens a phone's bar has no room for; notices are among them. */
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
          className="relative flex min-w-0 flex-auto flex-col items-center gap-0.5 px-1 py-2 text-xs text-ink-soft wide:hidden"
        >
          <Ellipsis aria-hidden className="size-4 shrink-0" />
          {t("more")}
          <NoticeCount />
        </button>
      }
    >
      {screens.map(({ href, icon, label }) => {
        const Icon = navIcons[icon];
        return (
          <MenuItem
            key={href}
            icon={<Icon aria-hidden className="size-4" />}
            onSelect={() => leaveBy(() => router.push(href))}
          >
            {label}
          </MenuItem>
        );
      })}
    </Menu>
  );
}
