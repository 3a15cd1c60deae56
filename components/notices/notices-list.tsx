"use client";

import {
  AlarmClock,
  AtSign,
  CalendarClock,
  CalendarX,
  Check,
  Inbox,
  PhoneForwarded,
  UserRoundMinus,
  UserRoundPlus,
} from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useNotices, usePersonName } from "#components/live/live-provider";
import { Button } from "#components/ui/button";
import { Link } from "#components/ui/link";
import { EmptyState, Kbd, PageHeader } from "#components/ui/page";
import { RelativeTime } from "#components/ui/relative-time";
import { journalHref } from "#lib/journal/journal-options";
import { readAllNoticesAction, readNoticeAction } from "#lib/notices/notice-actions";
import type { NoticeView } from "#lib/notices/notice-view";
import { toast } from "../ui/toast";
import { answerOf, useAction } from "../ui/use-action";
import { useRowKeys } from "../ui/use-row-keys";

interface NoticesListProps {
  /** The newest first. */
  notices: NoticeView[];
  /** How many the person had not seen when the page was made. */
  unread: number;
}

/** What concerns the person, mostly what colleagues have done; it follows as they do it. */
export function NoticesList({ notices, unread }: NoticesListProps) {
  const t = useTranslations("notices");
  const router = useRouter();
  const list = useRef<HTMLUListElement>(null);
  const live = useNotices();
  const [served] = useState(live);
  const { run, busy } = useAction(readAllNoticesAction);
  useRowKeys(list);
  useEffect(() => {
    if (live !== served) router.refresh();
  }, [live, served, router]);

  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          unread > 0 && (
            <Button
              size="sm"
              disabled={busy}
              onClick={() => run({}, { onRefused: () => toast.error(t("failed")) })}
            >
              {t("readAll")}
            </Button>
          )
        }
      />
      {notices.length === 0 ? (
        <EmptyState icon={Inbox} title={t("empty.title")} text={t("empty.text")} />
      ) : (
        <>
          <ul
            ref={list}
            aria-label={t("title")}
            className="divide-y divide-line overflow-hidden rounded-xl border border-line bg-surface shadow-card"
          >
            {notices.map((notice) => (
              <NoticeRow key={notice.id} notice={notice} />
            ))}
          </ul>
          <p className="mt-4 hidden items-center gap-1.5 keys-rest:invisible text-xs text-ink-soft sm:flex">
            <Kbd>J</Kbd>
            <Kbd>K</Kbd> {t("keys.move")} <Kbd>Enter</Kbd> {t("keys.open")}
          </p>
        </>
      )}
    </>
  );
}

const icons = {
  mention: AtSign,
  client: UserRoundPlus,
  callback: PhoneForwarded,
  promised: CalendarClock,
  kept: Check,
  "not-needed": CalendarX,
  reassigned: UserRoundMinus,
  broken: AlarmClock,
} as const;

/** What has happened, for when it was promised, and who did it. */
function useWords(notice: NoticeView): { what: string; beside: string[] } {
  const t = useTranslations("notices");
  const format = useFormatter();
  const personName = usePersonName();
  const { kind, count, byId, toId, promisedFor } = notice;
  const isUnowned = kind === "reassigned" && toId === null;
  const name = personName(toId) ?? t("somebody");
  const what = isUnowned ? t("unowned") : t(`kinds.${kind}`, { count, name });
  const time = promisedFor && format.dateTime(new Date(promisedFor), promisedTime);
  const who = byId && (personName(byId) ?? t("somebody"));
  return { what, beside: [time ? t("promisedFor", { time }) : "", who ?? ""].filter(Boolean) };
}

const promisedTime = {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "numeric",
  minute: "2-digit",
} as const;

function NoticeRow({ notice }: { notice: NoticeView }) {
  const t = useTranslations("notices");
  const { kind, contact, number } = notice;
  const Icon = icons[kind];
  const { what, beside } = useWords(notice);
  const client = contact?.name ?? (number && (number.shown || t("hiddenNumber")));
  return (
    <li>
      <Link
        href={placeOf(notice)}
        data-row
        data-unread={!notice.read}
        onClick={() => {
          if (!notice.read) void answerOf(readNoticeAction({ id: notice.id }));
        }}
        className="group flex gap-3 px-4 py-3 -outline-offset-2 hover:bg-hover"
      >
        <span className="mt-px flex size-6 shrink-0 items-center justify-center rounded-full bg-sunken text-ink-soft group-data-[unread=true]:bg-accent-soft group-data-[unread=true]:text-accent">
          <Icon aria-hidden className="size-3.5" />
        </span>
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline justify-between gap-3">
            <span className="min-w-0 truncate group-data-[unread=true]:font-semibold">
              {client ?? what}
            </span>
            <span className="shrink-0 text-sm text-ink-soft">
              <RelativeTime iso={notice.at} />
            </span>
          </span>
          {notice.text && (
            <span className="line-clamp-2 break-words text-ink-soft">{notice.text}</span>
          )}
          <span className="block text-sm break-words text-ink-soft">
            {[...(client ? [what] : []), ...beside].join(" · ")}
            {!notice.read && <span className="sr-only"> · {t("unread")}</span>}
          </span>
        </span>
        {!notice.read && (
          <span aria-hidden className="mt-2 size-2 shrink-0 rounded-full bg-accent-fill" />
        )}
      </Link>
    </li>
  );
}

/** Where it leads: to the client, or to where the client waits. */
function placeOf({ kind, contact, number }: NoticeView): string {
  if (contact) return `/contacts/${contact.id}`;
  if (kind === "client") return "/contacts?owner=mine";
  return kind === "mention" ? journalHref({ number: number?.dialled ?? "" }) : "/callbacks";
}
