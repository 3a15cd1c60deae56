import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CallbackQueue } from "#components/callbacks/callback-queue";
import { BesideQueue } from "#components/card/beside-queue";
import { requireUser } from "#lib/auth/current-user";
import { mayExport } from "#lib/auth/policy";
import { hasRole } from "#lib/auth/roles";
import { targetMinutes } from "#lib/callbacks/target";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("callbacks"))("title") };
}

export default async function CallbacksPage() {
  const user = await requireUser();
  return (
    <CallbackQueue
      targetMinutes={await targetMinutes()}
      maySetTarget={hasRole(user, "admin")}
      beside={<BesideQueue mayDownload={mayExport(user)} />}
    />
  );
}
