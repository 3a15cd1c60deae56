import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MyDay } from "#components/day/my-day";
import { requireUser } from "#lib/auth/current-user";
import { mayExport } from "#lib/auth/policy";
import { plainJournal } from "#lib/journal/journal-options";
import { listJournal, totalsOf } from "#lib/journal/list-journal";
import { ownDay, withoutOutcome } from "#lib/journal/own-day";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("day"))("title") };
}

export default async function DayPage() {
  const user = await requireUser();
  const [{ calls }, totals] = await Promise.all([
    listJournal(user, { ...plainJournal, ...withoutOutcome }),
    totalsOf(user, { ...plainJournal, ...ownDay }),
  ]);
  return <MyDay unfinished={calls} totals={totals} mayDownload={mayExport(user)} />;
}
