"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Field } from "#components/ui/field";
import { Input, Select } from "#components/ui/input";
import { previewContactsAction } from "#lib/campaigns/actions";
import type { ChoicePreview } from "#lib/campaigns/choose-contacts";

/** Long enough to let a word be typed, in ms. */
const pause = 250;

interface ContactChoiceProps {
  people: { id: string; name: string }[];
  error?: string;
}

/** The contacts list's own filters, and how many people they mean. */
export function ContactChoice({ people, error }: ContactChoiceProps) {
  const t = useTranslations("campaigns.form");
  const [choice, setChoice] = useState({ q: "", ownerId: "" });
  const [preview, setPreview] = useState<ChoicePreview | null>(null);

  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(() => {
      void previewContactsAction(choice)
        .then((result) => isCurrent && setPreview(result.ok ? result.data : null))
        .catch(() => isCurrent && setPreview(null));
    }, pause);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [choice]);

  return (
    <fieldset className="flex flex-col gap-4 border-t border-line pt-4">
      <legend className="sr-only">{t("whom")}</legend>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("search")} help={t("searchHelp")} error={error}>
          <Input
            name="q"
            maxLength={200}
            autoComplete="off"
            onChange={(event) => setChoice({ ...choice, q: event.target.value })}
          />
        </Field>
        <Field label={t("owner")}>
          <Select
            name="ownerId"
            onChange={(event) => setChoice({ ...choice, ownerId: event.target.value })}
          >
            <option value="">{t("anyOwner")}</option>
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <p role="status" className="text-sm" data-preview>
        {preview && (
          <>
            <strong className="font-semibold">{t("preview", { count: preview.count })}</strong>{" "}
            {preview.doNotCall > 0 && (
              <span className="text-ink-soft">{t("leftOut", { count: preview.doNotCall })}</span>
            )}
          </>
        )}
      </p>
    </fieldset>
  );
}
