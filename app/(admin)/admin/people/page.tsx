import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PeopleList } from "#components/people/people-list";
import { SilentRings } from "#components/people/silent-rings";
import { requireUser } from "#lib/auth/current-user";
import { roleFor } from "#lib/auth/page-roles";
import { hasPasswords } from "#lib/auth/password";
import { contactScope } from "#lib/auth/policy";
import { secondFactorRule } from "#lib/auth/second-factor-rule";
import { connectionChoices, listPeople } from "#lib/people/queries";
import { silentRings } from "#lib/people/silent-rings";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people"))("title") };
}

export default async function PeoplePage() {
  const me = await requireUser(roleFor("/admin"));
  const [people, connections, contacts, factorRule, rings] = await Promise.all([
    listPeople(),
    connectionChoices(),
    contactScope(),
    secondFactorRule(),
    silentRings(),
  ]);
  return (
    <PeopleList
      people={people}
      connections={connections}
      me={me.id}
      contacts={contacts}
      factorRule={hasPasswords() ? factorRule : undefined}
    >
      <SilentRings rings={rings} named={connections.length > 1} />
    </PeopleList>
  );
}
