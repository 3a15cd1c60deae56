import { getTranslations } from "next-intl/server";
import type { CurrentUser } from "#lib/auth/roles";
import { MoreScreens, NavLink } from "./nav-links";
import { navigationFor } from "../search/navigation";

/** So many words stand side by side on a phone, "More" included. */
const roomOnPhone = 5;

/**
 * The way to every screen: a column at the side, on a phone a bar at the bottom.
 * @param setup whether some of the first steps are left
 */
export async function NavigationBar({ user, setup }: { user: CurrentUser; setup: boolean }) {
  const t = await getTranslations("shell");
  const items = navigationFor(user).filter(({ label }) => setup || label !== "firstSteps");
  const frequent = items.filter(({ inMenuOnPhone }) => !inMenuOnPhone);
  const onPhone = frequent.slice(0, roomOnPhone - 1);
  const inMenu = items.filter((item) => !onPhone.includes(item));
  const firstOfAdmin = items.find(({ admin }) => admin);
  return (
    <nav
      aria-label={t("navigation")}
      data-above-notices
      className="fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-sunken wide:more-beyond wide:[--under:var(--sunken)] wide:static wide:flex-1 wide:flex-col wide:gap-0.5 wide:overflow-y-auto wide:border-0 low:gap-0"
    >
      {items.flatMap((item) => [
        item === firstOfAdmin && (
          <p
            key="admin"
            className="hidden px-2 pt-5 pb-1 text-xs font-medium text-ink-soft wide:block low:pt-2 low:pb-0.5"
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
          notOnPhone={inMenu.includes(item)}
        />,
      ])}
      <MoreScreens
        screens={inMenu.map(({ href, icon, label }) => ({ href, icon, label: t(label) }))}
      />
    </nav>
  );
}
