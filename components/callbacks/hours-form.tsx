"use client";

import { Clock } from "lucide-react";
import { useTranslations } from "next-intl";
import { HoursFields, hoursIn } from "#components/ui/hours-fields";
import { SettingDialog } from "#components/ui/setting-dialog";
import { setWorkingHoursAction } from "#lib/callbacks/hours-actions";
import { useWorkingHours } from "./working-hours";

/** For administrators: when the company works. With no day chosen it always does. */
export function HoursForm() {
  const t = useTranslations("callbacks.hours");
  const hours = useWorkingHours(null);
  return (
    <SettingDialog
      at="#hours"
      icon={<Clock aria-hidden className="size-3.5" />}
      size="sm"
      t={t}
      action={setWorkingHoursAction}
      input={(form) => ({ hours: hoursIn(form) })}
      fault={{ code: "invalid", words: t("invalid") }}
    >
      {(error) => <HoursFields hours={hours} error={error} />}
    </SettingDialog>
  );
}
