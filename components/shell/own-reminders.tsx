"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { CopiedText } from "#components/ui/copied-text";
import { Dialog } from "#components/ui/dialog";
import { LoadingList } from "#components/ui/placeholders";
import { RelativeTime } from "#components/ui/relative-time";
import { Switch } from "#components/ui/switch";
import type { CalendarAddressView } from "#lib/people/calendar-address";
import {
  makeCalendarAddressAction,
  remindersAction,
  removeCalendarAddressAction,
  setMorningMailAction,
} from "#lib/reminders/reminder-actions";
import { toast } from "../ui/toast";
import { useAction, useAnswer } from "../ui/use-action";
import { AllWords } from "./all-words";

/** What of one's day leads out of tinyCRM: into a calendar, and by mail. Any page can open it. */
export function RemindersDialog(props: { onClose: () => void }) {
  return (
    <AllWords>
      <OwnReminders {...props} />
    </AllWords>
  );
}

function OwnReminders({ onClose }: { onClose: () => void }) {
  const t = useTranslations("reminders");
  const common = useTranslations("common");
  const [changes, setChanges] = useState(0);
  const { answer, refused } = useAnswer(`after ${changes} changes`, () => remindersAction({}));
  const onChanged = () => setChanges((count) => count + 1);
  const state = answer?.data;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title")}
      description={t("text")}
      closeLabel={common("close")}
    >
      {refused && (
        <p role="alert" className="text-sm text-missed">
          {common("failed")}
        </p>
      )}
      {!state && !refused && <LoadingList rows={3} />}
      {state && (
        <div className="flex flex-col gap-5">
          <OwnCalendar known={state.calendar} onChanged={onChanged} />
          <hr className="border-line" />
          {state.mail ? (
            <MorningMail {...state.mail} onChanged={onChanged} />
          ) : (
            <p className="text-sm text-ink-soft">{t("mail.noServer")}</p>
          )}
        </div>
      )}
    </Dialog>
  );
}

interface OwnCalendarProps {
  /** Null: there is no address. */
  known: CalendarAddressView | null;
  onChanged: () => void;
}

function OwnCalendar({ known, onChanged }: OwnCalendarProps) {
  const t = useTranslations("reminders.calendar");
  const failed = useFailed();
  const making = useAction(makeCalendarAddressAction);
  const removing = useAction(removeCalendarAddressAction);
  const [address, setAddress] = useState<string | null>(null);
  const busy = making.busy || removing.busy;

  function make() {
    const onDone = (made: { address: string }) => {
      setAddress(made.address);
      onChanged();
    };
    making.run({}, { onDone, onRefused: failed });
  }
  function remove() {
    const onDone = () => {
      setAddress(null);
      toast.success(t("removed"));
      onChanged();
    };
    removing.run({}, { onDone, onRefused: failed });
  }

  return (
    <section aria-label={t("title")} className="flex flex-col gap-3">
      <div>
        <h3 className="font-medium">{t("title")}</h3>
        <p className="text-sm text-ink-soft">{t("help")}</p>
      </div>
      {address && (
        <div className="flex flex-col gap-2">
          <p className="text-sm">{t("once")}</p>
          <CopiedText text={address} labels={{ copy: t("copy"), copied: t("copied") }} />
          <p className="text-sm text-ink-soft">{t("secret")}</p>
        </div>
      )}
      {known && !address && <Known {...known} />}
      <div className="flex flex-wrap gap-2">
        <Button variant={known ? "secondary" : "primary"} disabled={busy} onClick={make}>
          {t(known ? "renew" : "make")}
        </Button>
        {known && (
          <Button disabled={busy} onClick={remove}>
            {t("remove")}
          </Button>
        )}
      </div>
    </section>
  );
}

function Known({ createdAt, usedAt }: CalendarAddressView) {
  const t = useTranslations("reminders.calendar");
  return (
    <p className="text-sm">
      {t.rich("made", { time: () => <RelativeTime iso={createdAt} /> })}{" "}
      {usedAt ? t.rich("used", { time: () => <RelativeTime iso={usedAt} /> }) : t("never")}
    </p>
  );
}

interface MorningMailProps {
  on: boolean;
  email: string;
  /** When it comes: HH:MM. */
  time: string;
  onChanged: () => void;
}

function MorningMail({ on, email, time, onChanged }: MorningMailProps) {
  const t = useTranslations("reminders.mail");
  const failed = useFailed();
  const { run, busy } = useAction(setMorningMailAction);
  function change(wanted: boolean) {
    const onDone = () => {
      toast.success(t(wanted ? "on" : "off"));
      onChanged();
    };
    run({ on: wanted }, { onDone, onRefused: failed });
  }
  return (
    <section aria-label={t("title")}>
      <Switch
        label={t("switch")}
        help={t("help", { email, time })}
        checked={on}
        disabled={busy}
        onChange={change}
      />
    </section>
  );
}

function useFailed(): () => void {
  const t = useTranslations("reminders");
  return () => void toast.error(t("failed"));
}
