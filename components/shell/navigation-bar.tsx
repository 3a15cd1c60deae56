import { getTranslations } from "next-intl/server";
import type { CurrentUser } from "#lib/auth/roles";
import { MoreScreens, NavLink } from "./nav-links";
import { navigationFor } from "../search/navigation";

/** So many words stand side by side on a phone, "More" included. */
const roomOnPhone = 5;

/** The way to every screen: a column at the side, on a phone a bar at the bottom. */
export async function NavigationBar({ user }: { user: CurrentUser }) {
  const t = await getTranslations("shell");
  const items = navigationFor(user);
  const onPhone = items.length > roomOnPhone ? roomOnPhone - 1 : items.length;
  const firstOfAdmin = items.find(({ admin }) => admin);
  return (
    <nav
      aria-label={t("navigation")}
      className="fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-sunken sm:static sm:flex-1 sm:flex-col sm:gap-0.5 sm:overflow-y-auto sm:border-0"
    >
      {items.flatMap((item, index) => [
        item === firstOfAdmin && (
          <p
            key="admin"
            className="hidden px-2 pt-5 pb-1 text-xs font-medium text-ink-soft sm:block"
          >
            {t("admin")}
          </p>
        ),
        <NavLink
          key={item.href}
          href={item.href}
          icon={item.icon}
          label={t(item.label)}
          counts={item.counts}
          notOnPhone={index >= onPhone}
        />,
      ])}
      {items.length > onPhone && (
        <MoreScreens
          screens={items
            .slice(onPhone)
            .map(({ href, icon, label }) => ({ href, icon, label: t(label) }))}
        />
      )}
    </nav>
  );
}
