import { Phone } from "lucide-react";
import { Link } from "#components/ui/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { WorkingHoursProvider } from "#components/callbacks/working-hours";
import { LiveProvider } from "#components/live/live-provider";
import { SearchButton } from "#components/search/search-button";
import { searchableScreens } from "../search/searchable-screens";
import { hasRole, type CurrentUser } from "#lib/auth/roles";
import type { CallbackView } from "#lib/callbacks/callback-view";
import type { AllHours } from "#lib/callbacks/working-hours";
import type { OfferedOutcome } from "#lib/calls/call-view";
import type { ConnectionView } from "#lib/connections/connection-view";
import type { PresenceView } from "#lib/people/presence";
import type { DemoNotice as DemoNoticeView } from "#lib/people/demo";
import type { PageScriptView } from "#lib/leads/ports";
import { writePeople } from "#lib/people/people-text";
import type { OwnExtension, PersonName } from "#lib/people/queries";
import type { Theme } from "#lib/people/theme";
import { ConnectionIndicator } from "./connection-indicator";
import { AlertsButton, DialButton, RingMe } from "./telephony-panel";
import { AccountMenu } from "./account-menu";
import { AwayNotices } from "./away-notices";
import { DemoNotice } from "./notices";
import { NavigationBar } from "./navigation-bar";
import { Panels } from "./panels";
import { AskAlertsLater, Standby } from "./standby";

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
  /** Whether some of the first steps are left. */
  setup: boolean;
  /** The company's working hours. */
  hours: AllHours;
  /** The open callbacks. */
  callbacks: CallbackView[];
  /** Those to choose from. */
  outcomes: OfferedOutcome[];
  /** How many notices they have not seen. */
  unread: number;
  /** Several copies of the program serve the site. */
  copies: boolean;
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
  setup,
  hours,
  callbacks,
  outcomes,
  unread,
  copies,
  servedAt,
  children,
}: ShellProps) {
  const t = await getTranslations("shell");
  const isAdmin = hasRole(user, "admin");
  const searchable = await searchableScreens(user, { passwords });
  return (
    <LiveProvider
      me={presence}
      role={user.role}
      people={writePeople(people)}
      initialConnections={connections}
      initialCallbacks={callbacks}
      initialOutcomes={outcomes}
      initialUnread={unread}
      copies={copies}
      servedAt={servedAt}
      ownConnections={extensions.map(({ slug }) => slug)}
    >
      <WorkingHoursProvider hours={hours}>
        <Panels screens={searchable.screens.map(({ href }) => href)} country={country}>
          <a
            href="#content"
            className="sr-only rounded-md bg-accent-fill px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
          >
            {t("skip")}
          </a>
          <div className="min-h-screen wide:grid wide:grid-cols-[15rem_minmax(0,1fr)]">
            <aside className="sticky top-0 z-30 flex items-center justify-between gap-2 border-b border-line bg-sunken px-3 py-2 wide:h-screen wide:flex-col wide:items-stretch wide:justify-start wide:gap-5 wide:border-r wide:border-b-0 wide:p-3 low:gap-2 low:py-2">
              <Link
                href="/day"
                className="flex items-center gap-2 rounded-md px-1.5 py-1 font-semibold"
              >
                <span className="flex size-6 items-center justify-center rounded-md bg-accent-fill text-on-accent">
                  <Phone aria-hidden className="size-3.5" />
                </span>
                <span className="max-wide:sr-only">tinyCRM</span>
              </Link>
              <SearchButton screens={searchable} />
              <NavigationBar user={user} setup={setup} />
              <div
                data-below-notices
                className="flex items-center gap-1 wide:flex-col wide:items-stretch wide:gap-2 low:gap-0.5"
              >
                <AskAlertsLater />
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
              className="min-w-0 px-4 pt-4 pb-24 outline-none in-[body:has([data-ask-alerts])]:pb-60 sm:px-8 sm:pt-6 wide:pb-10 wide:in-[body:has([data-ask-alerts])]:pb-60"
            >
              <div className="@container/page mx-auto max-w-6xl has-data-beside:max-w-[98rem]">
                <AwayNotices all={hasRole(user, "manager")} />
                {demo && <DemoNotice {...demo} />}
                {children}
              </div>
            </main>
          </div>
        </Panels>
        <Standby scripts={pageScripts} />
      </WorkingHoursProvider>
    </LiveProvider>
  );
}
