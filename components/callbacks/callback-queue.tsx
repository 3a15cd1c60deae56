"use client";

import { PhoneMissed, Target } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FocusEvent, useEffect, useRef, useState } from "react";
import { useHotkeys } from "react-hotkeys-hook";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { EmptyState, Kbd, PageHeader } from "#components/ui/page";
import { SettingDialog } from "#components/ui/setting-dialog";
import { setCallbackTargetAction } from "#lib/callbacks/callback-actions";
import type { CallbackView } from "#lib/callbacks/callback-view";
import { type CallbackFilter, useQueue } from "./use-queue";
import { CallbackRow } from "./callback-row";

const filters = ["all", "mine"] as const;

/** The open callbacks: those due, and those for later. */
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

/** Rows that j and k, or the arrows, go through. When the row with the focus leaves, the next has it. */
function CallbackList(props: {
  label: string;
  callbacks: CallbackView[];
  now: number;
  /** Has the keys while no list has the focus. */
  first?: boolean;
}) {
  const { label, callbacks, now, first = false } = props;
  const list = useRef<HTMLUListElement>(null);
  const [place, setPlace] = useState(0);
  const holds = useRef(false);
  const reachable = Math.min(place, callbacks.length - 1);

  const go = (to: number) => {
    const row = list.current?.children.item(Math.max(0, Math.min(to, callbacks.length - 1)));
    (row as HTMLElement | null)?.focus();
  };
  const step = (by: number) => {
    const focused = document.activeElement?.closest("[data-callback-list]");
    if (focused === list.current) go(reachable + by);
    else if (first && !focused) go(reachable);
  };
  /** The row that has the focus itself; a button in it keeps its own keys. */
  const focusedRow = () => {
    const row = document.activeElement;
    return row?.tagName === "LI" && list.current?.contains(row) ? row : null;
  };
  useHotkeys("j", () => step(1));
  useHotkeys("k", () => step(-1));
  useHotkeys("down,up", (event) => {
    if (!focusedRow()) return;
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
  });
  useHotkeys("enter", () => {
    focusedRow()?.querySelector<HTMLButtonElement>("[data-call] button")?.click();
  });

  function onFocus(event: FocusEvent) {
    holds.current = true;
    const row = (event.target as HTMLElement).closest("li");
    setPlace([...(list.current?.children ?? [])].indexOf(row!));
  }

  useEffect(() => {
    // It vanished with its row; who has left the list by themselves is not called back.
    if (holds.current && document.activeElement === document.body) go(reachable);
  });

  return (
    <ul
      ref={list}
      aria-label={label}
      data-callback-list
      onFocus={onFocus}
      onBlur={({ target }) => (holds.current = !target.isConnected)}
      className="rounded-xl border border-line bg-surface shadow-card"
    >
      {callbacks.map((callback, index) => (
        <CallbackRow
          key={callback.id}
          callback={callback}
          now={now}
          reachable={index === reachable}
        />
      ))}
    </ul>
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
