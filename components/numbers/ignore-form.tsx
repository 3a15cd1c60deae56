"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState, useTransition, type FormEvent } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input, Select } from "#components/ui/input";
import { ignoreNumberAction } from "#lib/numbers/actions";
import { formatPhoneNumber } from "#lib/phone-number";

/** Adds a number; what was typed stays until it is in. */
export function IgnoreForm() {
  const t = useTranslations("numbers");
  const form = useRef<HTMLFormElement>(null);
  const [pending, start] = useTransition();
  const [error, setError] = useState<string | null>(null);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const input = Object.fromEntries(new FormData(event.currentTarget));
    start(async () => {
      const failed = { ok: false, code: "failed", fields: undefined } as const;
      const result = await ignoreNumberAction(input).catch(() => failed);
      const code = result.ok ? null : (result.fields?.raw ?? "failed");
      setError(code && t.has(`errors.${code}`) ? code : code && "failed");
      if (!result.ok) return;
      const { e164 } = result.data;
      toast.success(t("added", { number: formatPhoneNumber({ raw: e164, e164 }) }));
      form.current?.reset();
    });
  }

  return (
    <form
      ref={form}
      onSubmit={submit}
      noValidate
      className="grid items-start gap-3 rounded-xl border border-line bg-surface p-4 shadow-card sm:grid-cols-[1fr_10rem_1fr_auto]"
    >
      <Field
        label={t("form.number")}
        help={t("form.numberHelp")}
        error={error ? t(`errors.${error}` as "errors.failed") : undefined}
      >
        <Input name="raw" type="tel" inputMode="tel" maxLength={64} autoComplete="off" required />
      </Field>
      <Field label={t("form.kind")}>
        <Select name="kind" defaultValue="own">
          <option value="own">{t("kinds.own")}</option>
          <option value="ignored">{t("kinds.ignored")}</option>
        </Select>
      </Field>
      <Field label={t("form.note")}>
        <Input name="note" maxLength={200} autoComplete="off" />
      </Field>
      <Button type="submit" variant="primary" disabled={pending} className="sm:mt-6.5">
        <Plus aria-hidden className="size-4" />
        {t("form.submit")}
      </Button>
    </form>
  );
}
