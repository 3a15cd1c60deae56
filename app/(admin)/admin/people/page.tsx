import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PeopleList } from "#components/people/people-list";
import { requireUser } from "#lib/auth/current-user";
import { connectionChoices, listPeople } from "#lib/users/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people"))("title") };
}

export default async function PeoplePage() {
  const me = await requireUser("admin");
  const [people, connections] = await Promise.all([listPeople(), connectionChoices()]);
  return <PeopleList people={people} connections={connections} me={me.id} />;
}
