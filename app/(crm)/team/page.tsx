import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TeamBoard } from "#components/team/team-board";
import { requireUser } from "#lib/auth/current-user";
import { hasRole } from "#lib/auth/roles";
import { liveBoard } from "#lib/team/ports";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("team"))("title") };
}

export default async function TeamPage() {
  const user = await requireUser();
  return <TeamBoard served={await liveBoard().read(hasRole(user, "manager"))} />;
}
