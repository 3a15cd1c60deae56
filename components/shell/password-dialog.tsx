"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { usePasswordFault } from "#components/people/account-fields";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { changePasswordAction } from "#lib/people/account-actions";
import { useAction } from "../ui/use-action";

const known = ["required", "wrongPassword", "tooMany"] as const;

export function PasswordDialog(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useTranslations("shell");
  const common = useTranslations("common");
  const { run, busy, refusal } = useAction(changePasswordAction);
  const faultOf = usePasswordFault();
  const currentError = known.find((code) => code === refusal?.fields?.current);

  function submit(form: FormData) {
    run(Object.fromEntries(form), {
      onDone() {
        toast.success(t("passwordChanged"));
        props.onOpenChange(false);
      },
      onRefused: ({ fields }) => !fields && toast.error(common("failed")),
    });
  }

  return (
    <Dialog {...props} title={t("changePassword")} closeLabel={common("close")}>
      <form action={submit} className="flex flex-col gap-4">
        <Field
          label={t("currentPassword")}
          error={currentError && t(`passwordErrors.${currentError}`)}
        >
          <Input name="current" type="password" autoComplete="current-password" />
        </Field>
        <Field
          label={t("newPassword")}
          help={common("passwordHelp")}
          error={faultOf(refusal?.fields?.password)}
        >
          <Input name="password" type="password" autoComplete="new-password" />
        </Field>
        <Button type="submit" variant="primary" disabled={busy}>
          {t("changePassword")}
        </Button>
      </form>
    </Dialog>
  );
}
