"use client";

import { useLocale, useTranslations } from "next-intl";
import { Field } from "#components/ui/field";
import { Input, Select } from "#components/ui/input";
import { weekdayNames } from "./weekday-names";

interface MannersFieldsProps {
  zones: readonly string[];
  error: (field: string) => string | undefined;
}

/** When people may be called, how often, and how long they are left alone in between. */
export function MannersFields({ zones, error }: MannersFieldsProps) {
  const t = useTranslations("campaigns.form");
  const names = weekdayNames(useLocale());
  return (
    <>
      <fieldset className="flex flex-col gap-4 border-t border-line pt-4">
        <legend className="sr-only">{t("hours")}</legend>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("hoursFrom")} help={t("hoursHelp")} error={error("hoursFrom")}>
            <Input name="hoursFrom" type="time" defaultValue="10:00" required />
          </Field>
          <Field label={t("hoursTo")} error={error("hoursTo")}>
            <Input name="hoursTo" type="time" defaultValue="19:00" required />
          </Field>
        </div>
        <div className="flex flex-wrap gap-x-4 gap-y-2" role="group" aria-label={t("weekdays")}>
          {names.map((name, index) => (
            <label key={name} className="inline-flex items-center gap-1.5">
              <input
                type="checkbox"
                name="weekdays"
                value={index + 1}
                defaultChecked={index < 5}
                className="size-4 accent-(--accent-fill)"
              />
              {name}
            </label>
          ))}
        </div>
        {error("weekdays") && (
          <p role="alert" className="text-xs font-medium text-missed">
            {error("weekdays")}
          </p>
        )}
        <Field label={t("zone")} help={t("zoneHelp")} error={error("assumedZone")}>
          <Select name="assumedZone">
            <option value="">{t("allZones")}</option>
            {zones.map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </Select>
        </Field>
      </fieldset>
      <fieldset className="grid gap-4 border-t border-line pt-4 sm:grid-cols-2">
        <legend className="sr-only">{t("manners")}</legend>
        <Field label={t("maxAttempts")} help={t("maxAttemptsHelp")} error={error("maxAttempts")}>
          <Input name="maxAttempts" type="number" min={1} max={10} defaultValue={2} required />
        </Field>
        <Field label={t("minGap")} help={t("minGapHelp")} error={error("minGapMinutes")}>
          <Input
            name="minGapMinutes"
            type="number"
            min={5}
            max={10080}
            defaultValue={120}
            required
          />
        </Field>
      </fieldset>
    </>
  );
}
