"use client";

import { useTranslations } from "next-intl";
import { clockText } from "#lib/base/local-time";
import type { WorkingHours } from "#lib/base/working-hours";
import { Field } from "./field";
import { Input } from "./input";
import { useZoneHint } from "./use-zone-hint";
import { WeekdayBoxes } from "./weekday-boxes";

/** Days of the week, from and to: somebody's working hours in a form. */
export function HoursFields({ hours, error }: { hours: WorkingHours | null; error?: string }) {
  const t = useTranslations("callbacks.hours");
  const zoneHint = useZoneHint();
  const { hoursFrom, hoursTo } = hours ?? { hoursFrom: 9 * 60, hoursTo: 18 * 60 };
  return (
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
  );
}

/** What the fields say, as an action takes it; null: no day was chosen. */
export function hoursIn(form: FormData) {
  const weekdays = form.getAll("weekdays");
  if (weekdays.length === 0) return null;
  return { hoursFrom: form.get("hoursFrom"), hoursTo: form.get("hoursTo"), weekdays };
}
