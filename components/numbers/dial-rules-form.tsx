"use client";

import { PhoneOutgoing } from "lucide-react";
import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/input";
import { SettingDialog } from "#components/ui/setting-dialog";
import { roles } from "#lib/auth/roles";
import type { Country } from "#lib/connections/countries";
import { setDialRulesAction } from "#lib/numbers/actions";
import { dearCallers, reaches, type DialRules } from "#lib/numbers/dial-rules";

interface DialRulesFormProps {
  rules: DialRules;
  countries: Country[];
}

/** For administrators: who may call and text where. */
export function DialRulesForm({ rules, countries }: DialRulesFormProps) {
  const t = useTranslations("numbers.dialRules");
  const people = useTranslations("shell.roles");
  return (
    <SettingDialog
      at="#dial-rules"
      icon={<PhoneOutgoing aria-hidden className="size-4" />}
      t={t}
      saved={t("saved")}
      action={setDialRulesAction}
      input={(form) => ({
        countries: form.getAll("countries"),
        reach: Object.fromEntries(roles.map((role) => [role, form.get(`reach.${role}`)])),
        dear: form.get("dear"),
      })}
    >
      {() => (
        <>
          {roles.map((role) => (
            <Field key={role} label={t("reachOf", { role: people(role) })}>
              <Select name={`reach.${role}`} defaultValue={rules.reach[role]}>
                {reaches.map((reach) => (
                  <option key={reach} value={reach}>
                    {t(`reach.${reach}`)}
                  </option>
                ))}
              </Select>
            </Field>
          ))}
          <Field label={t("countries")} help={t("countriesHelp")}>
            <select
              multiple
              name="countries"
              size={6}
              defaultValue={rules.countries}
              className="rounded-md border border-line-strong bg-surface px-2 py-1"
            >
              {countries.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          </Field>
          <Field label={t("dear")} help={t("dearHelp")}>
            <Select name="dear" defaultValue={rules.dear}>
              {dearCallers.map((callers) => (
                <option key={callers} value={callers}>
                  {t(`dearCallers.${callers}`)}
                </option>
              ))}
            </Select>
          </Field>
        </>
      )}
    </SettingDialog>
  );
}
