"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/input";
import type { Country } from "#lib/connections/countries";
import {
  delimiters,
  duplicateModes,
  encodings,
  type Delimiter,
  type DuplicateMode,
  type Encoding,
  type FileFormat,
} from "#lib/contacts/import/import-options";
import type { SheetName } from "#lib/contacts/import/row-source";

interface FieldProps<T> {
  value: T;
  onChange: (value: T) => void;
}

export function DuplicatesField({ value, onChange }: FieldProps<DuplicateMode>) {
  const t = useTranslations("import");
  return (
    <Field label={t("review.duplicates")} help={t(`modesHelp.${value}`)}>
      <Select value={value} onChange={(event) => onChange(event.target.value as DuplicateMode)}>
        {duplicateModes.map((mode) => (
          <option key={mode} value={mode}>
            {t(`modes.${mode}`)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

export function CountryField(props: FieldProps<string> & { countries: Country[] }) {
  const t = useTranslations("import.review");
  return (
    <Field label={t("country")}>
      <Select value={props.value} onChange={(event) => props.onChange(event.target.value)}>
        {props.countries.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** Of dates with slashes alone: with dots, the day comes first everywhere. */
export function DateOrderField({ value: monthFirst, onChange }: FieldProps<boolean>) {
  const t = useTranslations("import.review");
  return (
    <Field label={t("dates")}>
      <Select
        value={monthFirst ? "month" : "day"}
        onChange={(event) => onChange(event.target.value === "month")}
      >
        <option value="day">{t("dayFirst")}</option>
        <option value="month">{t("monthFirst")}</option>
      </Select>
    </Field>
  );
}

const delimiterNames = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" } as const;

interface FormatProps {
  format: FileFormat;
  onChange: (format: FileFormat) => Promise<void>;
}

/** More rows stand above no table. */
const mostAbove = 30;

/** Which sheet, and in which row of it the table begins; cards begin where they do. */
export function TableFields({
  sheets,
  format,
  onChange,
}: FormatProps & { sheets: readonly SheetName[] }) {
  const t = useTranslations("import.review");
  const [pending, start] = useTransition();
  if (format.kind === "vcard") return null;
  const change = (next: FileFormat) => start(() => onChange(next));
  return (
    <div className="grid grid-cols-2 gap-3">
      {format.kind === "xlsx" && sheets.length > 1 && (
        <Field label={t("sheet")}>
          <Select
            value={format.sheet ?? sheets[0]!.name}
            disabled={pending}
            onChange={(event) => change({ kind: "xlsx", sheet: event.target.value })}
          >
            {[...sheets]
              .sort((a, b) => Number(a.hidden) - Number(b.hidden))
              .map(({ name, hidden }) => (
                <option key={name} value={name}>
                  {hidden ? t("hiddenSheet", { name }) : name}
                </option>
              ))}
          </Select>
        </Field>
      )}
      <Field label={t("skip")}>
        <Select
          value={format.skip ?? 0}
          disabled={pending}
          onChange={(event) => change({ ...format, skip: Number(event.target.value) })}
        >
          {Array.from({ length: mostAbove + 1 }, (_, count) => (
            <option key={count}>{count}</option>
          ))}
        </Select>
      </Field>
    </div>
  );
}

/** Of a CSV file: a sheet tells both itself. */
export function FormatFields(props: FormatProps) {
  const t = useTranslations("import");
  const [pending, start] = useTransition();
  const { format } = props;
  if (format.kind !== "csv") return null;
  const change = (part: { encoding: Encoding } | { delimiter: Delimiter }) =>
    start(() => props.onChange({ ...format, ...part }));
  return (
    <div className="grid grid-cols-2 gap-3">
      <Field label={t("review.encoding")}>
        <Select
          value={format.encoding}
          disabled={pending}
          onChange={(event) => change({ encoding: event.target.value as Encoding })}
        >
          {encodings.map((encoding) => (
            <option key={encoding}>{encoding}</option>
          ))}
        </Select>
      </Field>
      <Field label={t("review.delimiter")}>
        <Select
          value={format.delimiter}
          disabled={pending}
          onChange={(event) => change({ delimiter: event.target.value as Delimiter })}
        >
          {delimiters.map((delimiter) => (
            <option key={delimiter} value={delimiter}>
              {t(`delimiters.${delimiterNames[delimiter]}`)}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}
