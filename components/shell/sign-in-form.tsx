"use client";

import { Phone } from "lucide-react";
import { useRouter } from "next/navigation";
import { signIn } from "next-auth/react";
import { useLocale, useTranslations } from "next-intl";
import { startTransition, useState, useTransition } from "react";
import { Avatar } from "#components/ui/avatar";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { locales } from "#lib/i18n/locales";
import { chooseLocale } from "#lib/users/preferences-actions";
import type { SignInHint } from "#lib/users/sign-in-hints";

export function SignInForm({ hints }: { hints: SignInHint[] }) {
  const t = useTranslations("signIn");
  const router = useRouter();
  const [pending, start] = useTransition();
  const [error, setError] = useState<"emailMissing" | "passwordMissing" | "wrong" | null>(null);

  function enter(email: string, password: string) {
    if (email.trim() === "") return setError("emailMissing");
    if (password === "") return setError("passwordMissing");
    start(async () => {
      const result = await signIn("credentials", { email, password, redirect: false });
      // In the same frame as the end of waiting, so that Enter works at once.
      if (!result?.ok) return startTransition(() => setError("wrong"));
      router.replace("/contacts");
      router.refresh();
    });
  }

  return (
    <main className="mx-auto flex min-h-screen w-full max-w-sm flex-col justify-center gap-6 px-5 py-10">
      <div>
        <span className="mb-4 flex size-10 items-center justify-center rounded-xl bg-accent-fill text-on-accent">
          <Phone aria-hidden className="size-5" />
        </span>
        <h1 className="text-xl font-semibold tracking-tight">tinyCRM</h1>
        <p className="text-ink-soft">{t("lead")}</p>
      </div>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          enter(String(form.get("email")), String(form.get("password")));
        }}
      >
        <Field label={t("email")} error={error === "emailMissing" ? t(error) : undefined}>
          <Input name="email" type="email" autoComplete="username" />
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
      </form>
      {hints.length > 0 && <DemoAccounts hints={hints} disabled={pending} onChoose={enter} />}
      <LanguageLinks />
    </main>
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
  const current = useLocale();
  const router = useRouter();
  return (
    <div role="group" aria-label={t("language")} className="flex gap-1 text-sm">
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
