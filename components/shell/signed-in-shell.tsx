import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { allWorkingHours } from "#lib/callbacks/working-hours";
import { callbacksNow } from "#lib/callbacks/queries";
import { activeOutcomes } from "#lib/calls/outcomes/outcomes";
import { requireUser } from "#lib/auth/current-user";
import { hasPasswords } from "#lib/auth/password";
import { config } from "#lib/base/config";
import type { Role } from "#lib/auth/roles";
import { defaultCountry } from "#lib/numbers/default-country";
import { liveConnections } from "#lib/connections/ports";
import { pageScripts } from "#lib/leads/ports";
import { unreadNotices } from "#lib/notices/read-notices";
import { demoNotice } from "#lib/people/demo";
import { extensionsOf, peopleNames } from "#lib/people/queries";
import { presenceOf } from "#lib/people/presence";
import { themeCookie, toTheme } from "#lib/people/theme";
import { needsSetup } from "#lib/setup/read-setup";
import { Toaster } from "#components/ui/toaster";
import { requestLocale } from "#lib/i18n/request-locale";
import { shownTimeZone } from "#lib/i18n/shown-time-zone";
import { Language } from "./language";
import { Shell } from "./shell";

/** The shell with what it shows, for whoever may come in here. */
export async function SignedInShell({
  atLeast,
  children,
}: {
  atLeast?: Role;
  children: ReactNode;
}) {
  const user = await requireUser(atLeast);
  const connecting = liveConnections().views();
  const [
    presence,
    people,
    extensions,
    connections,
    setup,
    scripts,
    openCallbacks,
    outcomes,
    unread,
    country,
    demo,
    jar,
    locale,
    timeZone,
    hours,
  ] = await Promise.all([
    presenceOf(user.id),
    peopleNames(),
    extensionsOf(user.id),
    connecting,
    connecting.then((views) => needsSetup(user, views)),
    pageScripts().scriptsFor(user.id),
    callbacksNow(user),
    activeOutcomes(),
    unreadNotices(user),
    defaultCountry(),
    demoNotice(user),
    cookies(),
    requestLocale(),
    shownTimeZone(),
    allWorkingHours(),
  ]);
  return (
    <Language locale={locale} timeZone={timeZone}>
      <Shell
        user={user}
        presence={presence}
        theme={toTheme(jar.get(themeCookie)?.value)}
        people={people}
        extensions={extensions}
        passwords={hasPasswords()}
        connections={connections}
        pageScripts={scripts}
        outcomes={outcomes}
        unread={unread}
        country={country}
        demo={demo}
        setup={setup}
        hours={hours}
        copies={config().redisUrl !== null}
        {...openCallbacks}
      >
        {children}
      </Shell>
      <Toaster />
    </Language>
  );
}
