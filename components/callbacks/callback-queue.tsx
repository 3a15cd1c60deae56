"use client";

import { PhoneMissed } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { EmptyState, Kbd, PageHeader } from "#components/ui/page";
import type { CallbackFilter } from "./arrange";
import { CallbackList } from "./callback-list";
import { TargetForm } from "./target-form";
import { useQueue } from "./use-queue";

const filters = ["all", "mine"] as const;

/** Whom the team owes a call: those who wait, and those it is not time for yet. */
export function CallbackQueue(props: { targetMinutes: number; maySetTarget: boolean }) {
  const t = useTranslations("callbacks");
  const [filter, setFilter] = useState<CallbackFilter>("all");
  const { waiting, later, now } = useQueue(filter);
  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={t("subtitle", { minutes: props.targetMinutes })}
        actions={
          <>
            {props.maySetTarget && <TargetForm minutes={props.targetMinutes} />}
            <div
              role="group"
              aria-label={t("filter")}
              className="flex gap-1 rounded-lg bg-sunken p-1"
            >
              {filters.map((one) => (
                <button
                  key={one}
                  type="button"
                  aria-pressed={filter === one}
                  onClick={() => setFilter(one)}
                  className="rounded-md px-2.5 py-1 text-sm text-ink-soft hover:text-ink aria-pressed:bg-raised aria-pressed:font-medium aria-pressed:text-ink aria-pressed:shadow-card"
                >
                  {t(`filters.${one}`)}
                </button>
              ))}
            </div>
          </>
        }
      />
      {waiting.length > 0 ? (
        <CallbackList label={t("waitingList")} callbacks={waiting} now={now} first />
      ) : (
        <EmptyState icon={PhoneMissed} title={t("empty.title")} text={t(`empty.${filter}`)} />
      )}
      {later.length > 0 && (
        <section className="mt-6">
          <h2 className="mb-2 font-semibold">
            {t("later")} <span className="figures font-normal text-ink-soft">{later.length}</span>
          </h2>
          <CallbackList label={t("later")} callbacks={later} now={now} />
        </section>
      )}
      {waiting.length > 0 && (
        <p className="mt-4 hidden items-center gap-1.5 text-xs text-ink-soft sm:flex">
          <Kbd>J</Kbd>
          <Kbd>K</Kbd> {t("keys.move")} <Kbd>Enter</Kbd> {t("keys.call")}
        </p>
      )}
    </>
  );
}
