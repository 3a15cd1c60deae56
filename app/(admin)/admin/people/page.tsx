import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PeopleList } from "#components/people/people-list";
import { requireUser } from "#lib/auth/current-user";
import { hasPasswords } from "#lib/auth/password";
import { contactScope } from "#lib/auth/policy";
import { secondFactorRule } from "#lib/auth/second-factor-rule";
import { connectionChoices, listPeople } from "#lib/people/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people"))("title") };
}

export default async function PeoplePage() {
  const me = await requireUser("admin");
  const [people, connections, contacts, factorRule] = await Promise.all([
    listPeople(),
    connectionChoices(),
    contactScope(),
    secondFactorRule(),
  ]);
  return (
    <PeopleList
      people={people}
      connections={connections}
      me={me.id}
      contacts={contacts}
      factorRule={hasPasswords() ? factorRule : undefined}
    />
  );
}
