import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { callbacksNow } from "#lib/callbacks/queries";
import { activeOutcomes } from "#lib/calls/outcomes/outcomes";
import { requireUser } from "#lib/auth/current-user";
import { hasPasswords } from "#lib/auth/password";
import type { Role } from "#lib/auth/roles";
import { defaultCountry } from "#lib/numbers/default-country";
import { liveConnections } from "#lib/connections/ports";
import { pageScripts } from "#lib/leads/ports";
import { demoNotice } from "#lib/people/demo";
import { extensionsOf, peopleNames } from "#lib/people/queries";
import { presenceOf } from "#lib/people/presence";
import { themeCookie, toTheme } from "#lib/people/theme";
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
  const [
    presence,
    people,
    extensions,
    connections,
    scripts,
    openCallbacks,
    outcomes,
    country,
    demo,
    jar,
  ] = await Promise.all([
    presenceOf(user.id),
    peopleNames(),
    extensionsOf(user.id),
    liveConnections().views(),
    pageScripts().scriptsFor(user.id),
    callbacksNow(user),
    activeOutcomes(),
    defaultCountry(),
    demoNotice(user),
    cookies(),
  ]);
  return (
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
      country={country}
      demo={demo}
      {...openCallbacks}
    >
      {children}
    </Shell>
  );
}
