"use client";

import { Globe } from "lucide-react";
import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/input";
import { SettingDialog } from "#components/ui/setting-dialog";
import { chooseTimeZoneAction } from "#lib/statistics/actions";

interface ZoneFormProps {
  /** Null: the server's. */
  zone: string | null;
  zones: string[];
}

/** For administrators: when the company's day begins. */
export function ZoneForm({ zone, zones }: ZoneFormProps) {
  const t = useTranslations("statistics.zone");
  return (
    <SettingDialog
      icon={<Globe aria-hidden className="size-3.5" />}
      size="sm"
      words={{
        open: t("open"),
        title: t("title"),
        text: t("text"),
        save: t("save"),
        failed: t("failed"),
      }}
      action={chooseTimeZoneAction}
      input={(form) => ({ zone: form.get("zone") || null })}
    >
      {() => (
        <Field label={t("label")}>
          <Select name="zone" defaultValue={zone ?? ""}>
            <option value="">{t("server")}</option>
            {zones.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
        </Field>
      )}
    </SettingDialog>
  );
}
