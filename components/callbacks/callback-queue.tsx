"use client";

import { PhoneMissed, Target } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo, useState } from "react";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { EmptyState, PageHeader } from "#components/ui/page";
import { SettingDialog } from "#components/ui/setting-dialog";
import { setCallbackTargetAction } from "#lib/callbacks/callback-actions";
import { waitsFrom, type CallbackFilter } from "#lib/callbacks/queue";
import { useWait } from "../ui/use-duration";
import { useQueue } from "./use-queue";
import { HoursForm } from "./hours-form";
import { BesideLists } from "./beside-lists";
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
  const { waiting, later, now } = useQueue(filter);
  const words = useWait();
  const longest = Math.min(...waiting.map(waitsFrom));
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
      <BesideLists callbacks={callbacks} beside={props.beside}>
        {waiting.length > 0 ? (
          <section>
            <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
              <h2 className="font-semibold">
                {t("dueList")}{" "}
                <span className="figures font-normal text-ink-soft">{waiting.length}</span>
              </h2>
              {waiting.length > 1 && (
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
              {t("later")} <span className="figures font-normal text-ink-soft">{later.length}</span>
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
