"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { AccountFields, readAccount, type Account } from "#components/people/account-fields";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Form } from "#components/ui/field";
import type { Refusal } from "#lib/auth/action";
import { endDemoAction } from "#lib/connections/trial-actions";
import { toast } from "../ui/toast";
import { useAction } from "../ui/use-action";

interface EndDemoDialogProps {
  onOpenChange: (open: boolean) => void;
  /** Whoever acts from an account of the demo makes their own first. */
  needsAccount: boolean;
}

const choices = ["keep", "drop"] as const;

export function EndDemoDialog({ onOpenChange, needsAccount }: EndDemoDialogProps) {
  const t = useTranslations("shell");
  const common = useTranslations("common");
  const router = useRouter();
  const { run, busy, refusal } = useAction(endDemoAction);

  function submit(form: FormData) {
    const account = needsAccount ? readAccount(form) : null;
    run(
      { keepData: form.get("data") === "keep", account },
      {
        async onDone() {
          if (account) {
            const { email, password } = account;
            const { signIn } = await import("next-auth/react");
            await signIn("credentials", { email, password, redirect: false });
          }
          toast.success(t("demo.ended"));
          onOpenChange(false);
          // The whole page anew: sockets and lists of the demo's account are gone.
          router.replace("/contacts");
          router.refresh();
        },
        onRefused: ({ fields }) => !fields && toast.error(common("failed")),
      },
    );
  }

  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title={t("demo.dialogTitle")}
      description={t("demo.dialogText")}
      closeLabel={common("close")}
    >
      <Form onSubmit={submit}>
        {needsAccount && (
          <fieldset className="flex flex-col gap-4">
            <legend className="mb-3 font-medium">{t("demo.ownAccount")}</legend>
            <AccountFields errorCodes={accountErrors(refusal)} />
          </fieldset>
        )}
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-2 font-medium">{t("demo.data")}</legend>
          {choices.map((choice) => (
            <label key={choice} className="flex items-start gap-2">
              <input
                type="radio"
                name="data"
                value={choice}
                defaultChecked={choice === "drop"}
                className="mt-1"
              />
              <span>
                {t(`demo.${choice}`)}
                <span className="block text-xs text-ink-soft">{t(`demo.${choice}Help`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <Button type="submit" variant="danger" disabled={busy} className="self-start">
          {t("demo.end")}
        </Button>
      </Form>
    </Dialog>
  );
}

function accountErrors(refusal: Refusal | null): Partial<Record<keyof Account, string>> {
  const fields = refusal?.fields;
  return {
    name: fields?.["account.name"],
    email: fields?.["account.email"],
    password: fields?.["account.password"],
  };
}
