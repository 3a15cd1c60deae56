import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { callbacksNow } from "#lib/callbacks/queries";
import { requireUser } from "#lib/auth/current-user";
import type { Role } from "#lib/auth/roles";
import { defaultCountry } from "#lib/contacts/default-country";
import { hub } from "#lib/server/hub";
import { extensionsOf, peopleNames } from "#lib/users/queries";
import { presenceOf } from "#lib/users/presence";
import { themeCookie, toTheme } from "#lib/users/theme";
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
  const [presence, people, extensions, connections, pageScripts, owed, country, jar] =
    await Promise.all([
      presenceOf(user.id),
      peopleNames(),
      extensionsOf(user.id),
      hub().connections(),
      hub().pageScripts(user.id),
      callbacksNow(),
      defaultCountry(),
      cookies(),
    ]);
  return (
    <Shell
      user={user}
      presence={presence}
      theme={toTheme(jar.get(themeCookie)?.value)}
      people={people}
      extensions={extensions}
      connections={connections}
      pageScripts={pageScripts}
      country={country}
      {...owed}
    >
      {children}
    </Shell>
  );
}
