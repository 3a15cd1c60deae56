"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { Input } from "#components/ui/input";

interface NumberFieldsProps {
  initial: { raw: string; label: string }[];
  /** Words by the number's position in the form. */
  errors: Record<number, string>;
}

/** As many numbers as a person has, each with a word about it; read from the form by name, in order. */
export function NumberFields({ initial, errors }: NumberFieldsProps) {
  const t = useTranslations("contacts.fields");
  const id = useId();
  const nextKey = useRef(initial.length);
  const [rows, setRows] = useState(initial.map((number, key) => ({ ...number, key })));
  const [added, setAdded] = useState<number | null>(null);

  function add() {
    const key = nextKey.current++;
    setRows([...rows, { raw: "", label: "", key }]);
    setAdded(key);
  }

  return (
    <fieldset className="flex flex-col gap-1.5" aria-describedby={`${id}-help`}>
      <legend className="mb-1.5 text-sm font-medium">{t("numbers")}</legend>
      {rows.map((row, index) => {
        const error = errors[index];
        return (
          <div key={row.key}>
            <div className="flex items-center gap-2">
              <Input
                name="number"
                type="tel"
                inputMode="tel"
                autoComplete="off"
                defaultValue={row.raw}
                maxLength={64}
                // Only a number the person has just asked for.
                // eslint-disable-next-line jsx-a11y/no-autofocus
                autoFocus={row.key === added}
                aria-label={t("number", { position: index + 1 })}
                aria-invalid={error ? true : undefined}
                aria-describedby={error ? `${id}-error-${row.key}` : undefined}
                className="figures min-w-0 flex-[3]"
              />
              <Input
                name="label"
                autoComplete="off"
                defaultValue={row.label}
                maxLength={40}
                placeholder={t("labelPlaceholder")}
                aria-label={t("label", { position: index + 1 })}
                className="min-w-0 flex-[2]"
              />
              <Button
                variant="ghost"
                size="icon"
                aria-label={t("removeNumber", { position: index + 1 })}
                onClick={() => setRows(rows.filter((one) => one.key !== row.key))}
              >
                <X aria-hidden className="size-4" />
              </Button>
            </div>
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
        {t("numbersHelp")}
      </p>
      <div>
        <Button variant="ghost" size="sm" onClick={add} className="-ml-2.5">
          <Plus aria-hidden className="size-4" />
          {t("addNumber")}
        </Button>
      </div>
    </fieldset>
  );
}
