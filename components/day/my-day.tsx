"use client";

import { CircleCheck } from "lucide-react";
import { useFormatter, useTimeZone, useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { BesideLists } from "#components/callbacks/beside-lists";
import { CallbackList, QueueKeys } from "#components/callbacks/callback-list";
import { CallsTable } from "#components/calls/calls-table";
import { BesideQueue } from "#components/card/beside-queue";
import { JournalTotals } from "#components/journal/journal-totals";
import { useLiveCalls, useMe } from "#components/live/live-provider";
import { Link } from "#components/ui/link";
import { EmptyState, PageHeader } from "#components/ui/page";
import { afterDays } from "#lib/base/local-time";
import { openAmong, shownFrom } from "#lib/callbacks/queue";
import type { CallView } from "#lib/calls/call-view";
import { journalHref } from "#lib/journal/journal-options";
import type { JournalTotals as Totals } from "#lib/journal/journal-totals";
import { ownDay, withoutOutcome } from "#lib/journal/own-day";
import { useQueueRows } from "../callbacks/use-queue-rows";
import { unfinishedTalks } from "./unfinished-talks";
import { useFreshFigures } from "./use-fresh-figures";

interface MyDayProps {
  /** The person's talks of today without an outcome. */
  unfinished: CallView[];
  /** What their calls of today amount to. */
  totals: Totals;
  mayDownload: boolean;
}

/** All that is left of a person's day: whom to call, whom later, which talks have no outcome. It has an end. */
export function MyDay({ unfinished, totals, mayDownload }: MyDayProps) {
  const t = useTranslations("day");
  const words = useTranslations("callbacks");
  const format = useFormatter();
  const zone = useTimeZone()!;
  const { userId } = useMe();
  const live = useLiveCalls();
  useFreshFigures(live, userId);
  const { waiting, later, now } = useQueueRows("mine");
  const midnight = (days: number) => afterDays(new Date(now), zone, days, 0).getTime();
  const tomorrow = midnight(1);
  const today = useMemo(
    () => later.filter((callback) => shownFrom(callback) < tomorrow),
    [later, tomorrow],
  );
  const callbacks = useMemo(() => [...waiting, ...today], [waiting, today]);
  const talks = unfinishedTalks(unfinished, live, { userId, since: midnight(0) });
  const left = waiting.length + today.length + talks.length;
  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={
          <span className="flex flex-wrap gap-x-4">
            {format.dateTime(new Date(now), { weekday: "long", day: "numeric", month: "long" })}
            <Link href={journalHref(ownDay)} className="hover:text-ink hover:underline">
              <JournalTotals totals={totals} />
            </Link>
          </span>
        }
      />
      {left === 0 && (
        <EmptyState icon={CircleCheck} title={t("done.title")} text={t("done.text")} />
      )}
      <BesideLists callbacks={callbacks} beside={<BesideQueue mayDownload={mayDownload} />}>
        {waiting.length > 0 && (
          <Part
            title={t("callbacks")}
            count={openAmong(waiting).length}
            counted={words("mineAndFree")}
            order={words("order.mine")}
            href="/callbacks"
          >
            <CallbackList label={t("callbacks")} callbacks={waiting} now={now} first />
            <QueueKeys />
          </Part>
        )}
        {today.length > 0 && (
          <Part title={t("later")} count={openAmong(today).length} href="/callbacks">
            <CallbackList label={t("later")} callbacks={today} now={now} />
          </Part>
        )}
        {talks.length > 0 && (
          <Part title={t("unfinished")} count={talks.length} href={journalHref(withoutOutcome)}>
            <CallsTable calls={talks} mayDownload={mayDownload} />
          </Part>
        )}
      </BesideLists>
    </>
  );
}

interface PartProps {
  title: string;
  count: number;
  /** What is counted, where another number stands beside the same words elsewhere. */
  counted?: string;
  /** By what the rows are in their order. */
  order?: string;
  href: string;
  children: ReactNode;
}

function Part(props: PartProps) {
  return (
    <section aria-label={props.title} className="mb-8">
      <div className="mb-2 flex flex-wrap items-baseline gap-x-2">
        <h2 className="font-semibold">
          <Link href={props.href} className="hover:underline">
            {props.title}
          </Link>{" "}
          <span className="figures font-normal text-ink-soft">{props.count}</span>
        </h2>
        {props.counted && <p className="text-xs text-ink-soft">{props.counted}</p>}
        {props.order && <p className="ml-auto text-xs text-ink-soft">{props.order}</p>}
      </div>
      {props.children}
    </section>
  );
}
