"use client";

import { Eye, ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/input";
import { SettingDialog } from "#components/ui/setting-dialog";
import type { ContactScope } from "#lib/auth/policy";
import { setContactScopeAction, setSecondFactorRuleAction } from "#lib/people/setting-actions";
import type { SecondFactorRule } from "#lib/auth/second-factor-rule";

const scopes: readonly ContactScope[] = ["all", "own"];

/** For administrators: which contacts sales people see and change. */
export function AccessForm({ contacts }: { contacts: ContactScope }) {
  const t = useTranslations("access.access");
  return (
    <SettingDialog
      at="#access"
      icon={<Eye aria-hidden className="size-3.5" />}
      size="sm"
      t={t}
      saved={t("saved")}
      action={setContactScopeAction}
      input={(form) => ({ contacts: form.get("contacts") })}
    >
      {() => (
        <Field label={t("label")}>
          <Select name="contacts" defaultValue={contacts}>
            {scopes.map((scope) => (
              <option key={scope} value={scope}>
                {t(scope)}
              </option>
            ))}
          </Select>
        </Field>
      )}
    </SettingDialog>
  );
}

const choices = ["none", "admin", "manager", "sales"] as const;

function atLeast(form: FormData) {
  const chosen = choices.find((choice) => choice === form.get("atLeast")) ?? "none";
  return { atLeast: chosen === "none" ? null : chosen };
}

/** For administrators: who must have a second factor. */
export function FactorRuleForm({ rule }: { rule: SecondFactorRule }) {
  const t = useTranslations("secondFactor.rule");
  const common = useTranslations("common");
  return (
    <SettingDialog
      at="#second-factor"
      icon={<ShieldCheck aria-hidden className="size-3.5" />}
      size="sm"
      t={t}
      saved={common("saved")}
      action={setSecondFactorRuleAction}
      input={atLeast}
      fault={{ code: "second-factor-missing", words: t("missing") }}
    >
      {(error) => (
        <Field label={t("label")} error={error}>
          <Select name="atLeast" defaultValue={rule ?? "none"}>
            {choices.map((choice) => (
              <option key={choice} value={choice}>
                {t(choice)}
              </option>
            ))}
          </Select>
        </Field>
      )}
    </SettingDialog>
  );
}
