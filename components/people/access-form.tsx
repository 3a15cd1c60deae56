"use client";

import { Eye } from "lucide-react";
import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/input";
import { SettingDialog } from "#components/ui/setting-dialog";
import type { ContactScope } from "#lib/auth/policy";
import { setContactScopeAction } from "#lib/people/setting-actions";

const scopes: readonly ContactScope[] = ["all", "own"];

/** For administrators: which contacts sales people see and change. */
export function AccessForm({ contacts }: { contacts: ContactScope }) {
  const t = useTranslations("people.access");
  return (
    <SettingDialog
      icon={<Eye aria-hidden className="size-4" />}
      words={{
        open: t("open"),
        title: t("title"),
        text: t("text"),
        save: t("save"),
        saved: t("saved"),
      }}
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
