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

const delimiterNames = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" } as const;

/** Of a CSV file: a sheet tells both itself. */
export function FormatFields(props: {
  format: FileFormat;
  onChange: (format: FileFormat) => Promise<void>;
}) {
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
