"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";

export interface Account {
  name: string;
  email: string;
  password: string;
}

/** The account as a form with `AccountFields` holds it. */
export function readAccount(form: FormData): Account {
  const text = (name: string) => String(form.get(name) ?? "");
  return { name: text("name"), email: text("email"), password: text("password") };
}

/** Why the server refuses a password, in words; undefined for codes that are no fault of a password. */
export function usePasswordFault(): (code: string | undefined) => string | undefined {
  const t = useTranslations("common");
  return (code) => {
    const key = `passwordFaults.${code}` as "passwordFaults.tooShort";
    return code && t.has(key) ? t(key) : undefined;
  };
}

/**
 * Name, e-mail and password of somebody who makes their own account.
 * @param errorCodes the server's, by field
 */
export function AccountFields({
  errorCodes,
}: {
  errorCodes: Partial<Record<keyof Account, string>>;
}) {
  const t = useTranslations("people");
  const common = useTranslations("common");
  const faultOf = usePasswordFault();
  const errorOf = (field: "name" | "email") => {
    const key = `errors.${errorCodes[field]}` as "errors.required";
    return errorCodes[field] && t.has(key) ? t(key) : undefined;
  };
  return (
    <>
      <Field label={t("ownName")} error={errorOf("name")}>
        <Input name="name" autoComplete="name" maxLength={200} />
      </Field>
      <Field label={t("email")} error={errorOf("email")}>
        <Input name="email" type="email" autoComplete="username" maxLength={254} />
      </Field>
      <Field
        label={t("password")}
        help={common("passwordHelp")}
        error={faultOf(errorCodes.password)}
      >
        <Input name="password" type="password" autoComplete="new-password" />
      </Field>
    </>
  );
}
