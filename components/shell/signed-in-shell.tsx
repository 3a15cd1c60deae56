import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { requireUser } from "#lib/auth/current-user";
import type { Role } from "#lib/auth/roles";
import { hub } from "#lib/server/hub";
import { extensionsOf, peopleNames } from "#lib/users/queries";
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
  const [people, extensions, connections, jar] = await Promise.all([
    peopleNames(),
    extensionsOf(user.id),
    hub().connections(),
    cookies(),
  ]);
  return (
    <Shell
      user={user}
      theme={toTheme(jar.get(themeCookie)?.value)}
      people={people}
      extensions={extensions}
      connections={connections}
    >
      {children}
    </Shell>
  );
}
