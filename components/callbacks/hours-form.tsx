"use client";

import { Clock } from "lucide-react";
import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { SettingDialog } from "#components/ui/setting-dialog";
import { WeekdayBoxes } from "#components/ui/weekday-boxes";
import { clockText } from "#lib/base/local-time";
import { setWorkingHoursAction } from "#lib/callbacks/hours-actions";
import { useZoneHint } from "../ui/use-zone-hint";
import { useWorkingHours } from "./working-hours";

/** For administrators: when the company works. With no day chosen it always does. */
export function HoursForm() {
  const t = useTranslations("callbacks.hours");
  const zoneHint = useZoneHint();
  const hours = useWorkingHours();
  const { hoursFrom, hoursTo } = hours ?? { hoursFrom: 9 * 60, hoursTo: 18 * 60 };
  return (
    <SettingDialog
      icon={<Clock aria-hidden className="size-3.5" />}
      size="sm"
      t={t}
      action={setWorkingHoursAction}
      input={(form) => ({ hours: hoursIn(form) })}
      fault={{ code: "invalid", words: t("invalid") }}
    >
      {(error) => (
        <>
          <WeekdayBoxes label={t("weekdays")} chosen={[...(hours?.weekdays ?? "")].map(Number)} />
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={t("from")} hint={zoneHint}>
              <Input name="hoursFrom" type="time" required defaultValue={clockText(hoursFrom)} />
            </Field>
            <Field label={t("to")} error={error}>
              <Input name="hoursTo" type="time" required defaultValue={clockText(hoursTo)} />
            </Field>
          </div>
        </>
      )}
    </SettingDialog>
  );
}

function hoursIn(form: FormData) {
  const weekdays = form.getAll("weekdays");
  if (weekdays.length === 0) return null;
  return { hoursFrom: form.get("hoursFrom"), hoursTo: form.get("hoursTo"), weekdays };
}
