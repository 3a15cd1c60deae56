"use client";

import { CalendarClock } from "lucide-react";
import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { SettingDialog } from "#components/ui/setting-dialog";
import { setAuditDaysAction } from "#lib/people/setting-actions";

/** For how many days entries are kept. */
export function RetentionForm({ days }: { days: number }) {
  const t = useTranslations("audit.retention");
  return (
    <SettingDialog
      icon={<CalendarClock aria-hidden className="size-4" />}
      words={{
        open: t("open"),
        title: t("title"),
        text: t("text"),
        save: t("save"),
        saved: t("saved"),
      }}
      action={setAuditDaysAction}
      input={(form) => ({ days: form.get("days") })}
      fault={{ code: "invalid", words: t("invalid") }}
    >
      {(error) => (
        <Field label={t("days")} error={error}>
          <Input name="days" inputMode="numeric" defaultValue={days} className="w-28" />
        </Field>
      )}
    </SettingDialog>
  );
}
