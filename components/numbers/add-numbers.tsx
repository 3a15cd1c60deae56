"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef } from "react";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input, Select } from "#components/ui/input";
import { Card } from "#components/ui/page";
import { ignoreNumberAction } from "#lib/numbers/actions";
import { formatPhoneNumber } from "#lib/numbers/phone-number";
import { useAction } from "../ui/use-action";
import { toast } from "../ui/toast";

/** Adds a number; what was typed stays until it is in. */
export function IgnoreForm() {
  const t = useTranslations("numbers");
  const form = useRef<HTMLFormElement>(null);
  const { run, busy, refusal } = useAction(ignoreNumberAction);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const input = Object.fromEntries(new FormData(event.currentTarget));
    run(input, {
      onDone({ e164 }) {
        toast.success(t("added", { number: formatPhoneNumber({ raw: e164, e164 }) }));
        form.current?.reset();
      },
    });
  }

  const key = `errors.${refusal?.fields?.raw ?? "failed"}` as "errors.failed";
  const error = t.has(key) ? t(key) : t("errors.failed");

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
        error={refusal ? error : undefined}
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
      <Button type="submit" variant="primary" disabled={busy} className="sm:mt-6.5">
        <Plus aria-hidden className="size-4" />
        {t("form.submit")}
      </Button>
    </form>
  );
}

/** Lines that calls came through: one click makes them own. */
export function OwnLines({ lines }: { lines: string[] }) {
  const t = useTranslations("numbers");
  const { run, busy } = useAction(ignoreNumberAction);
  const add = (e164: string) =>
    run(
      { raw: e164, kind: "own" },
      {
        onRefused: ({ fields }) =>
          toast.error(t(fields?.raw === "known" ? "errors.known" : "errors.failed")),
      },
    );

  return (
    <Card title={t("lines.title")}>
      <div className="px-4 py-3">
        <p className="mb-2 text-sm text-ink-soft">{t("lines.text")}</p>
        <ul className="flex flex-wrap gap-2">
          {lines.map((e164) => {
            const number = formatPhoneNumber({ raw: e164, e164 });
            return (
              <li
                key={e164}
                className="flex items-center gap-2 rounded-md bg-sunken py-1 pr-1 pl-3"
              >
                <span className="figures">{number}</span>
                <Button
                  size="sm"
                  disabled={busy}
                  aria-label={t("lines.addNamed", { number })}
                  onClick={() => add(e164)}
                >
                  <Plus aria-hidden className="size-3.5" />
                  {t("lines.add")}
                </Button>
              </li>
            );
          })}
        </ul>
      </div>
    </Card>
  );
}
