"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { LogIn } from "lucide-react";
import { Avatar } from "#components/ui/avatar";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Link } from "#components/ui/link";
import { languageOf, locales } from "#lib/i18n/locales";
import { chooseLocale } from "#lib/people/account-actions";
import type { SignInHint } from "#lib/people/demo";
import type { SignInNotice } from "#lib/auth/sign-in-answers";
import { authClient } from "./auth-client";
import { EntryPage, useEnter, type EntryRefusal } from "./entry";

type SignInError = "emailMissing" | "passwordMissing" | EntryRefusal;

interface SignInFormProps {
  hints: SignInHint[];
  /** A forgotten password can be mended by mail. */
  mendsForgotten: boolean;
  /** The identity provider; `name` is what its button says, `only` that there are no passwords beside it. */
  oidc: { name: string | null; only: boolean } | null;
  /** Why somebody who was on the way in stands here again. */
  notice: SignInNotice | null;
}

export function SignInForm({ hints, mendsForgotten, oidc, notice }: SignInFormProps) {
  const t = useTranslations("signIn");
  const [error, setError] = useState<SignInError | null>(null);
  const { enter, pending } = useEnter(setError);

  function submit(email: string, password: string) {
    if (email.trim() === "") return setError("emailMissing");
    if (password === "") return setError("passwordMissing");
    enter(email, password);
  }

  return (
    <EntryPage title="tinyCRM" text={t("lead")}>
      {notice && (
        <p role="alert" className="rounded-xl bg-missed-soft p-4 text-sm text-missed">
          {t(notice)}
        </p>
      )}
      {oidc && <OidcButton name={oidc.name} alone={oidc.only} />}
      {!oidc?.only && (
        <form
          noValidate
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            const form = new FormData(event.currentTarget);
            submit(String(form.get("email")), String(form.get("password")));
          }}
        >
          <Field label={t("email")} error={error === "emailMissing" ? t(error) : undefined}>
            <Input
              name="email"
              type="email"
              autoComplete="username"
              // eslint-disable-next-line jsx-a11y/no-autofocus -- whoever comes here came to sign in; a demo's account is a click
              autoFocus={hints.length === 0}
            />
          </Field>
          <Field
            label={t("password")}
            error={error && error !== "emailMissing" ? t(error) : undefined}
          >
            <Input name="password" type="password" autoComplete="current-password" />
          </Field>
          <Button type="submit" variant="primary" size="lg" disabled={pending}>
            {pending ? t("submitting") : t("submit")}
          </Button>
          {mendsForgotten && (
            <Link
              href="/forgotten-password"
              className="self-start text-sm text-accent hover:underline"
            >
              {t("forgotten.open")}
            </Link>
          )}
        </form>
      )}
      {!oidc?.only && hints.length > 0 && (
        <DemoAccounts hints={hints} disabled={pending} onChoose={enter} />
      )}
      <LanguageLinks />
    </EntryPage>
  );
}

function DemoAccounts(props: {
  hints: SignInHint[];
  disabled: boolean;
  onChoose: (email: string, password: string) => void;
}) {
  const t = useTranslations("signIn");
  const roles = useTranslations("shell");
  return (
    <section className="rounded-xl border border-line bg-surface p-4">
      <h2 className="font-semibold">{t("demoTitle")}</h2>
      <p className="mb-2 text-sm text-ink-soft">{t("demoText")}</p>
      <ul className="-mx-2 flex flex-col">
        {props.hints.map(({ email, password, name, role }) => (
          <li key={email}>
            <button
              type="button"
              disabled={props.disabled}
              aria-label={t("useAccount", { name })}
              onClick={() => props.onChoose(email, password)}
              className="flex w-full items-center gap-3 rounded-md px-2 py-1.5 text-left hover:bg-hover"
            >
              <Avatar name={name} />
              <span className="min-w-0">
                <span className="block truncate font-medium">{name}</span>
                <span className="block truncate text-xs text-ink-soft">
                  {roles(`roles.${role as "sales"}`)} · {email}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function LanguageLinks() {
  const t = useTranslations("shell");
  const current = languageOf(useLocale());
  const router = useRouter();
  return (
    <div role="group" aria-label={t("language")} className="-ml-2 flex gap-1 text-sm">
      {locales.map((locale) => (
        <button
          key={locale}
          type="button"
          lang={locale}
          aria-pressed={locale === current}
          onClick={() => void chooseLocale(locale).then(() => router.refresh())}
          className="rounded px-2 py-1 text-ink-soft hover:bg-hover hover:text-ink aria-pressed:font-medium aria-pressed:text-ink"
        >
          {t(`languages.${locale}`)}
        </button>
      ))}
    </div>
  );
}

/** The way in by the company's identity provider. */
function OidcButton({ name, alone }: { name: string | null; alone: boolean }) {
  const t = useTranslations("signIn.oidc");
  const [pending, start] = useTransition();
  return (
    <Button
      size="lg"
      variant={alone ? "primary" : "secondary"}
      disabled={pending}
      onClick={() =>
        start(async () => {
          const { signIn } = await authClient.fetch();
          await signIn("oidc", { callbackUrl: "/day" });
        })
      }
    >
      <LogIn aria-hidden className="size-4" />
      {name ?? t("button")}
    </Button>
  );
}
