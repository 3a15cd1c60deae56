"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Form } from "#components/ui/form";
import { Input } from "#components/ui/input";
import { Link } from "#components/ui/link";
import { forgottenPasswordAction } from "#lib/people/access-link-actions";
import { useAction } from "../ui/use-action";
import { EntryPage } from "./entry-page";

/** Asks for a link by mail; what it says is the same whether or not there is such an account. */
export function ForgottenPasswordForm() {
  const t = useTranslations("signIn");
  const common = useTranslations("common");
  const people = useTranslations("people");
  const [asked, setAsked] = useState(false);
  const { run, busy, refusal } = useAction(forgottenPasswordAction);
  const words: Record<string, string> = {
    invalid: people("errors.email"),
    "too-many": t("tooMany"),
  };

  return (
    <EntryPage title={t("forgotten.title")} text={t("forgotten.text")}>
      {asked ? (
        <p role="status" className="rounded-xl border border-line bg-surface p-4">
          {t("forgotten.asked")}
        </p>
      ) : (
        <Form
          onSubmit={(form) =>
            run({ email: String(form.get("email")) }, { onDone: () => setAsked(true) })
          }
        >
          <Field
            label={t("email")}
            error={refusal ? (words[refusal.code] ?? common("failed")) : undefined}
          >
            <Input name="email" type="email" autoComplete="username" maxLength={254} />
          </Field>
          <Button type="submit" variant="primary" size="lg" disabled={busy}>
            {t("forgotten.submit")}
          </Button>
        </Form>
      )}
      <Link href="/sign-in" className="self-start text-sm text-accent hover:underline">
        {t("backToSignIn")}
      </Link>
    </EntryPage>
  );
}
