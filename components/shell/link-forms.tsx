"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { AccountFields, readAccount, usePasswordFault } from "#components/people/account-fields";
import { Button } from "#components/ui/button";
import { Form, Field } from "#components/ui/field";
import {
  choosePasswordAction,
  createFirstAdministratorAction,
  forgottenPasswordAction,
} from "#lib/people/access-link-actions";
import { Input } from "#components/ui/input";
import type { LinkOwner } from "#lib/people/access-links";
import { Link } from "#components/ui/link";
import { useAction } from "../ui/use-action";
import { EntryPage, useEnter } from "./entry";
import { toast } from "../ui/toast";

/** The first administrator's account, made by the link that was printed at start. */
export function WelcomeForm({ token }: { token: string }) {
  const t = useTranslations("signIn");
  const common = useTranslations("common");
  const router = useRouter();
  const { run, busy, refusal } = useAction(createFirstAdministratorAction);
  const { enter, pending } = useEnter(() => router.replace("/sign-in"));

  function submit(form: FormData) {
    const account = readAccount(form);
    run(
      { token, ...account },
      {
        onDone: () => enter(account.email, account.password),
        onRefused({ code }) {
          if (code === "link-expired") router.refresh();
          else if (code !== "invalid") toast.error(common("failed"));
        },
      },
    );
  }

  return (
    <EntryPage title={t("welcome.title")} text={t("welcome.text")}>
      <Form onSubmit={submit}>
        <AccountFields errorCodes={refusal?.fields ?? {}} />
        <Button type="submit" variant="primary" size="lg" disabled={busy || pending}>
          {t("welcome.submit")}
        </Button>
      </Form>
    </EntryPage>
  );
}

/** A person's own password, chosen by a one-time link. */
export function ChoosePasswordForm({ token, owner }: { token: string; owner: LinkOwner }) {
  const t = useTranslations("signIn");
  const common = useTranslations("common");
  const router = useRouter();
  const faultOf = usePasswordFault();
  const { run, busy, refusal } = useAction(choosePasswordAction);
  const { enter, pending } = useEnter(() => router.replace("/sign-in"));

  function submit(form: FormData) {
    const password = String(form.get("password") ?? "");
    run(
      { token, password },
      {
        onDone: ({ email }) => enter(email, password),
        onRefused({ code }) {
          if (code === "link-expired") router.refresh();
          else if (code !== "invalid") toast.error(common("failed"));
        },
      },
    );
  }

  return (
    <EntryPage
      title={t(`${owner.kind}.title`, { name: owner.name })}
      text={t(`${owner.kind}.text`)}
    >
      <Form onSubmit={submit}>
        <Field label={t("email")}>
          <Input name="email" type="email" autoComplete="username" value={owner.email} readOnly />
        </Field>
        <Field
          label={t("newPassword")}
          help={common("passwordHelp")}
          error={faultOf(refusal?.fields?.password)}
        >
          <Input name="password" type="password" autoComplete="new-password" />
        </Field>
        <Button type="submit" variant="primary" size="lg" disabled={busy || pending}>
          {t("choosePassword")}
        </Button>
      </Form>
    </EntryPage>
  );
}

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
