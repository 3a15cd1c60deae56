"use client";

import { PhoneMissed, Target } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo, useState } from "react";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { EmptyState, PageHeader } from "#components/ui/page";
import { SettingDialog } from "#components/ui/setting-dialog";
import { setCallbackTargetAction } from "#lib/callbacks/callback-actions";
import { openAmong, waitsFrom, type CallbackFilter } from "#lib/callbacks/queue";
import { useWait } from "../ui/use-duration";
import { useQueueRows } from "./use-queue-rows";
import { HoursForm } from "./hours-form";
import { BesideLists } from "./beside-lists";
import { Segments } from "#components/ui/segments";
import { CallbackList, QueueKeys } from "./callback-list";

const filters = ["all", "mine"] as const;

interface CallbackQueueProps {
  targetMinutes: number;
  maySetTarget: boolean;
  /** What there is to know of the selected client. */
  beside: ReactNode;
}

/** The open callbacks: those due, and those for later. */
export function CallbackQueue(props: CallbackQueueProps) {
  const t = useTranslations("callbacks");
  const [filter, setFilter] = useState<CallbackFilter>("all");
  const { waiting, later, now } = useQueueRows(filter);
  const words = useWait();
  const due = openAmong(waiting);
  const longest = Math.min(...due.map(waitsFrom));
  const callbacks = useMemo(() => [...waiting, ...later], [waiting, later]);
  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={t("subtitle", { minutes: props.targetMinutes })}
        actions={
          <>
            {props.maySetTarget && <HoursForm />}
            {props.maySetTarget && <TargetForm minutes={props.targetMinutes} />}
            <Segments
              label={t("filter")}
              values={filters}
              chosen={filter}
              onChoose={setFilter}
              wordsOf={(one) => t(`filters.${one}`)}
            />
          </>
        }
      />
      <BesideLists callbacks={callbacks} beside={props.beside}>
        {waiting.length > 0 ? (
          <section>
            <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
              <h2 className="font-semibold">
                {t("dueList")}{" "}
                <span className="figures font-normal text-ink-soft">{due.length}</span>
              </h2>
              {due.length > 1 && (
                <p className="mr-auto text-sm text-ink-soft">
                  {t("longest", { time: words(now - longest) })}
                </p>
              )}
              <p className="text-xs text-ink-soft">{t(`order.${filter}`)}</p>
            </div>
            <CallbackList label={t("waitingList")} callbacks={waiting} now={now} first />
          </section>
        ) : (
          <EmptyState icon={PhoneMissed} title={t("empty.title")} text={t(`empty.${filter}`)} />
        )}
        {later.length > 0 && (
          <section className="mt-6">
            <h2 className="mb-2 font-semibold">
              {t("later")}{" "}
              <span className="figures font-normal text-ink-soft">{openAmong(later).length}</span>
            </h2>
            <CallbackList label={t("later")} callbacks={later} now={now} />
          </section>
        )}
        {waiting.length > 0 && <QueueKeys />}
      </BesideLists>
    </>
  );
}

/** For administrators: how long a client may wait. */
function TargetForm({ minutes }: { minutes: number }) {
  const t = useTranslations("callbacks.target");
  return (
    <SettingDialog
      at="#target"
      icon={<Target aria-hidden className="size-3.5" />}
      size="sm"
      t={t}
      failed={t("failed")}
      action={setCallbackTargetAction}
      input={(form) => ({ minutes: form.get("minutes") })}
      fault={{ code: "invalid", words: t("invalid") }}
    >
      {(error) => (
        <Field label={t("minutes")} error={error}>
          <Input name="minutes" inputMode="numeric" defaultValue={minutes} className="w-28" />
        </Field>
      )}
    </SettingDialog>
  );
}
