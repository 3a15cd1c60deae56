import { Phone } from "lucide-react";
import { Link } from "#components/ui/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { DueNotices, TabTitle } from "#components/callbacks/queue-notices";
import { CallPopup } from "#components/card/call-popup";
import { LiveProvider } from "#components/live/live-provider";
import { SearchButton } from "#components/search/search-palette";
import { searchableScreens } from "../search/searchable-screens";
import { PageScripts } from "#components/connections/page-scripts/page-scripts";
import { hasRole, type CurrentUser } from "#lib/auth/roles";
import type { CallbackView } from "#lib/callbacks/callback-view";
import type { OutcomeView } from "#lib/calls/call-view";
import type { ConnectionView } from "#lib/connections/connection-view";
import type { PresenceView } from "#lib/people/presence";
import type { DemoNotice as DemoNoticeView } from "#lib/people/demo";
import type { PageScriptView } from "#lib/leads/ports";
import type { OwnExtension, PersonName } from "#lib/people/queries";
import type { Theme } from "#lib/people/theme";
import { AlertsButton, ConnectionIndicator, DialButton, RingMe } from "./telephony-panel";
import { AccountMenu } from "./account-menu";
import { DemoNotice, LinkNotice } from "./notices";
import { navigationFor } from "../search/navigation";
import { NavigationBar } from "./navigation-bar";
import { Panels } from "./panels";

interface ShellProps {
  user: CurrentUser;
  presence: PresenceView;
  theme: Theme;
  people: PersonName[];
  extensions: OwnExtension[];
  /** People sign in by password here. */
  passwords: boolean;
  connections: ConnectionView[];
  /** Vendors' scripts this person's calls need. */
  pageScripts: PageScriptView[];
  /** Gives numbers without a country code their meaning. */
  country: string;
  /** For administrators of an open demo. */
  demo: DemoNoticeView | null;
  /** The open callbacks. */
  callbacks: CallbackView[];
  /** Those to choose from. */
  outcomes: OutcomeView[];
  /** When this was read, in ms. */
  servedAt: number;
  children: ReactNode;
}

/** The frame of every screen behind the sign-in; mounts the live layer once. */
export async function Shell({
  user,
  presence,
  theme,
  people,
  extensions,
  passwords,
  connections,
  pageScripts,
  country,
  demo,
  callbacks,
  outcomes,
  servedAt,
  children,
}: ShellProps) {
  const t = await getTranslations("shell");
  const isAdmin = hasRole(user, "admin");
  const searchable = await searchableScreens(navigationFor(user));
  return (
    <LiveProvider
      me={presence}
      people={people}
      initialConnections={connections}
      initialCallbacks={callbacks}
      initialOutcomes={outcomes}
      servedAt={servedAt}
      ownConnections={extensions.map(({ slug }) => slug)}
    >
      <Panels screens={searchable.screens.map(({ href }) => href)} country={country}>
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
              <span className="max-sm:sr-only">tinyCRM</span>
            </Link>
            <SearchButton screens={searchable} />
            <NavigationBar user={user} />
            <div className="flex items-center gap-1 sm:flex-col sm:items-stretch sm:gap-2">
              <RingMe hasExtension={extensions.length > 0} />
              <DialButton />
              <ConnectionIndicator canManage={isAdmin} />
              <AlertsButton />
              <AccountMenu
                user={user}
                theme={theme}
                extensions={extensions}
                passwords={passwords}
              />
            </div>
          </aside>
          <main
            id="content"
            tabIndex={-1}
            className="min-w-0 px-4 pt-4 pb-24 outline-none sm:px-8 sm:pt-6 sm:pb-10"
          >
            <div className="mx-auto max-w-6xl">
              <LinkNotice />
              {demo && <DemoNotice {...demo} />}
              {children}
            </div>
          </main>
        </div>
      </Panels>
      <CallPopup />
      <DueNotices />
      <TabTitle />
      <PageScripts scripts={pageScripts} />
    </LiveProvider>
  );
}
