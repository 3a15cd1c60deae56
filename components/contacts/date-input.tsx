"use client";

import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";
import { Input, Select } from "#components/ui/input";
import { dateInWords, monthNames, parsePartialDate } from "#lib/contacts/partial-date";

type Part = "year" | "month" | "day";

interface DateInputProps {
  name: string;
  label: string;
  /** YYYY-MM-DD, --MM-DD, or what was typed and refused. */
  defaultValue: string;
  error?: string;
}

/** A day whose year may be left out, its parts in the order of the person's language. */
export function DateInput({ name, label, defaultValue, error }: DateInputProps) {
  const t = useTranslations("contacts.inputs.date");
  const locale = useLocale();
  const id = useId();
  const date = parsePartialDate(defaultValue);
  const [year, month, day] = date
    ? [date.year, date.month, date.day]
    : partsOf(defaultValue).map((part) => (part === "0" ? null : part));
  const described = { "aria-describedby": error ? `${id}-error` : undefined };
  const common = (part: Part) => ({
    name: `${name}.${part}`,
    "aria-label": t(part),
    "aria-invalid": error ? (true as const) : undefined,
    ...described,
  });
  const inputs: Record<Part, React.ReactElement> = {
    day: (
      <Input
        key="day"
        {...common("day")}
        defaultValue={day ?? ""}
        placeholder={t("day")}
        inputMode="numeric"
        autoComplete="off"
        maxLength={2}
        className="figures max-w-20"
      />
    ),
    month: (
      <Select key="month" {...common("month")} defaultValue={month ?? ""} className="flex-1">
        <option value="">{t("month")}</option>
        {monthNames(locale).map((monthName, index) => (
          <option key={monthName} value={index + 1}>
            {monthName}
          </option>
        ))}
      </Select>
    ),
    year: (
      <Input
        key="year"
        {...common("year")}
        defaultValue={year ?? ""}
        placeholder={t("yearPlaceholder")}
        inputMode="numeric"
        autoComplete="off"
        maxLength={4}
        className="figures max-w-28"
      />
    ),
  };
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      <div className="flex gap-2">{orderOfParts(locale).map((part) => inputs[part])}</div>
      {error && (
        <p id={`${id}-error`} role="alert" className="text-xs font-medium text-missed">
          {error}
        </p>
      )}
    </fieldset>
  );
}

function orderOfParts(locale: string): Part[] {
  const parts = new Intl.DateTimeFormat(locale, { dateStyle: "long" }).formatToParts();
  return parts.flatMap(({ type }) =>
    type === "day" || type === "month" || type === "year" ? [type] : [],
  );
}

/** Year, month and day of what was refused: it stays in the inputs. */
function partsOf(text: string): (string | null)[] {
  const [day = null, month = null, year = null] = text.split("-").reverse();
  return [year, month, day];
}

/** What the inputs of a submitted form hold, as `parsePartialDate` reads it; null when they are empty. */
export function readDate(form: FormData, name: string): string | null {
  const part = (part: Part) => String(form.get(`${name}.${part}`) ?? "").trim();
  const [year, month, day] = [part("year"), part("month"), part("day")];
  return year || month || day ? `${year || "-"}-${month || "0"}-${day || "0"}` : null;
}

export function DateInWords({ date }: { date: string }) {
  return dateInWords(date, useLocale());
}
