import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NoticesList } from "#components/notices/notices-list";
import { requireUser } from "#lib/auth/current-user";
import { readNotices, unreadNotices } from "#lib/notices/read-notices";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("notices"))("title") };
}

export default async function NoticesPage() {
  const user = await requireUser();
  const [notices, unread] = await Promise.all([readNotices(user), unreadNotices(user)]);
  return <NoticesList notices={notices} unread={unread} />;
}
