"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { changePasswordAction } from "#lib/users/preferences-actions";

const known = ["required", "tooShort", "tooLong", "wrongPassword"] as const;

export function PasswordDialog(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useTranslations("shell");
  const common = useTranslations("common");
  const [pending, start] = useTransition();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const wordsFor = (field: string) => {
    const key = known.find((one) => one === errors[field]);
    return key && t(`passwordErrors.${key}`);
  };

  function submit(form: FormData) {
    start(async () => {
      const result = await changePasswordAction(Object.fromEntries(form));
      setErrors(result.ok ? {} : (result.fields ?? {}));
      if (result.ok) {
        toast.success(t("passwordChanged"));
        props.onOpenChange(false);
      } else if (!result.fields) {
        toast.error(common("failed"));
      }
    });
  }

  return (
    <Dialog {...props} title={t("changePassword")} closeLabel={common("close")}>
      <form action={submit} className="flex flex-col gap-4">
        <Field label={t("currentPassword")} error={wordsFor("current")}>
          <Input name="current" type="password" autoComplete="current-password" />
        </Field>
        <Field label={t("newPassword")} help={t("newPasswordHelp")} error={wordsFor("password")}>
          <Input name="password" type="password" autoComplete="new-password" />
        </Field>
        <Button type="submit" variant="primary" disabled={pending}>
          {t("changePassword")}
        </Button>
      </form>
    </Dialog>
  );
}
