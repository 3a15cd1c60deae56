"use client";

import { useLocale } from "next-intl";
import { weekdayNames } from "#lib/i18n/weekday-names";

/** Days of the week to choose from; each gives its ISO number under `weekdays`. */
export function WeekdayBoxes({ label, chosen }: { label: string; chosen: readonly number[] }) {
  return (
    <div className="flex flex-wrap gap-x-4 gap-y-2" role="group" aria-label={label}>
      {weekdayNames(useLocale()).map((name, index) => (
        <label key={name} className="inline-flex items-center gap-1.5">
          <input
            type="checkbox"
            name="weekdays"
            value={index + 1}
            defaultChecked={chosen.includes(index + 1)}
            className="size-4 accent-(--accent-fill)"
          />
          {name}
        </label>
      ))}
    </div>
  );
}
