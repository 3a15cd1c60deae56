import { Phone } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { CallPopup } from "#components/call-popup/call-popup";
import { LiveProvider } from "#components/live/live-provider";
import { hasRole, type CurrentUser } from "#lib/auth/roles";
import type { ConnectionView } from "#lib/realtime/events";
import type { Theme } from "#lib/users/theme";
import { AccountMenu } from "./account-menu";
import { ConnectionIndicator } from "./connection-indicator";
import { LinkNotice } from "./link-notice";
import { NavLink } from "./nav-link";
import { RingMe } from "./ring-me";

interface ShellProps {
  user: CurrentUser;
  theme: Theme;
  people: { id: string; name: string }[];
  extensions: { connection: string; number: string }[];
  connections: ConnectionView[];
  children: ReactNode;
}

/** The frame of every screen behind the sign-in; mounts the live layer once. */
export async function Shell({
  user,
  theme,
  people,
  extensions,
  connections,
  children,
}: ShellProps) {
  const t = await getTranslations("shell");
  const isAdmin = hasRole(user, "admin");
  return (
    <LiveProvider me={{ id: user.id }} people={people} initialConnections={connections}>
      <a
        href="#content"
        className="sr-only rounded-md bg-accent-fill px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
      >
        {t("skip")}
      </a>
      <div className="min-h-screen sm:grid sm:grid-cols-[13.5rem_minmax(0,1fr)]">
        <aside className="sticky top-0 z-30 flex items-center justify-between gap-2 border-b border-line bg-sunken px-3 py-2 sm:h-screen sm:flex-col sm:items-stretch sm:justify-start sm:gap-5 sm:border-r sm:border-b-0 sm:p-3">
          <Link
            href="/contacts"
            className="flex items-center gap-2 rounded-md px-1.5 py-1 font-semibold"
          >
            <span className="flex size-6 items-center justify-center rounded-md bg-accent-fill text-on-accent">
              <Phone aria-hidden className="size-3.5" />
            </span>
            tinyCRM
          </Link>
          <nav
            aria-label={t("navigation")}
            className="fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-sunken sm:static sm:flex-1 sm:flex-col sm:gap-0.5 sm:border-0"
          >
            <NavLink href="/contacts" icon="contacts" label={t("contacts")} />
            <NavLink href="/calls" icon="calls" label={t("calls")} />
            {isAdmin && (
              <>
                <p className="hidden px-2 pt-5 pb-1 text-xs font-medium text-ink-soft sm:block">
                  {t("admin")}
                </p>
                <NavLink href="/admin/connections" icon="connections" label={t("connections")} />
                <NavLink href="/admin/people" icon="people" label={t("people")} />
              </>
            )}
          </nav>
          <div className="flex items-center gap-1 sm:flex-col sm:items-stretch sm:gap-2">
            <RingMe hasExtension={extensions.length > 0} />
            <ConnectionIndicator canManage={isAdmin} />
            <AccountMenu user={user} theme={theme} extensions={extensions} />
          </div>
        </aside>
        <main
          id="content"
          tabIndex={-1}
          className="min-w-0 px-4 pt-4 pb-24 outline-none sm:px-8 sm:pt-6 sm:pb-10"
        >
          <div className="mx-auto max-w-6xl">
            <LinkNotice />
            {children}
          </div>
        </main>
      </div>
      <CallPopup />
    </LiveProvider>
  );
}
