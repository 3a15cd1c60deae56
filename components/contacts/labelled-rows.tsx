"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { Input } from "#components/ui/input";
import { contactFields, longestLabel } from "#lib/contacts/fields";
import { NumberHint } from "./number-hint";

export interface LabelledValue {
  value: string;
  label: string;
}

/** How each kind is typed, and its words: `contacts.inputs.<kind>`. */
const kinds = {
  numbers: {
    type: "tel",
    inputMode: "tel",
    maxLength: contactFields.numbers.most,
    className: "figures",
  },
  emails: {
    type: "email",
    inputMode: "email",
    maxLength: contactFields.emails.most,
    className: "",
  },
} as const;

interface LabelledRowsProps {
  kind: keyof typeof kinds;
  initial: readonly LabelledValue[];
  /** Words by the row's position in the form. */
  errors: Record<number, string>;
}

/** As many numbers or e-mails as a person has, each with a word about it; read by `readRows`, in order. */
export function LabelledRows({ kind, initial, errors }: LabelledRowsProps) {
  const t = useTranslations(`contacts.inputs.${kind}`);
  const names = useTranslations("contacts.fields");
  const id = useId();
  const nextKey = useRef(Math.max(initial.length, 1));
  const start = initial.length > 0 ? initial : [{ value: "", label: "" }];
  const [rows, setRows] = useState(start.map((row, key) => ({ ...row, key })));
  const [added, setAdded] = useState<number | null>(null);
  const { className, ...typed } = kinds[kind];

  function add() {
    const key = nextKey.current++;
    setRows([...rows, { value: "", label: "", key }]);
    setAdded(key);
  }

  return (
    <fieldset className="flex flex-col gap-1.5" aria-describedby={`${id}-help`}>
      <legend className="mb-1.5 text-sm font-medium">{names(kind)}</legend>
      {rows.map((row, index) => {
        const error = errors[index];
        return (
          <div key={row.key}>
            <div className="flex items-center gap-2">
              <Input
                {...typed}
                name={kind}
                autoComplete="off"
                defaultValue={row.value}
                onChange={(event) => {
                  const value = event.target.value;
                  setRows((all) =>
                    all.map((one) => (one.key === row.key ? { ...one, value } : one)),
                  );
                }}
                // Only one the person has just asked for.
                // eslint-disable-next-line jsx-a11y/no-autofocus
                autoFocus={row.key === added}
                aria-label={t("one", { position: index + 1 })}
                aria-invalid={error ? true : undefined}
                aria-describedby={error ? `${id}-error-${row.key}` : undefined}
                className={`min-w-0 flex-[3] ${className}`}
              />
              <Input
                name={`${kind}.label`}
                autoComplete="off"
                defaultValue={row.label}
                maxLength={longestLabel}
                placeholder={t("labelPlaceholder")}
                aria-label={t("label", { position: index + 1 })}
                className="min-w-0 flex-[2]"
              />
              <Button
                variant="ghost"
                size="icon"
                aria-label={t("remove", { position: index + 1 })}
                onClick={() => setRows(rows.filter((one) => one.key !== row.key))}
              >
                <X aria-hidden className="size-4" />
              </Button>
            </div>
            {kind === "numbers" && !error && <NumberHint text={row.value} />}
            {error && (
              <p
                id={`${id}-error-${row.key}`}
                role="alert"
                className="mt-1.5 text-xs font-medium text-missed"
              >
                {error}
              </p>
            )}
          </div>
        );
      })}
      <p id={`${id}-help`} className="text-xs text-ink-soft">
        {t("help")}
      </p>
      <div>
        <Button variant="ghost" size="sm" onClick={add} className="-ml-2.5">
          <Plus aria-hidden className="size-4" />
          {t("add")}
        </Button>
      </div>
    </fieldset>
  );
}

/** What the rows of a submitted form hold, empty ones included: errors go by position. */
export function readRows(form: FormData, name: string): LabelledValue[] {
  const labels = form.getAll(`${name}.label`).map(String);
  return form
    .getAll(name)
    .map((value, index) => ({ value: String(value), label: labels[index] ?? "" }));
}
