"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { AccountFields, readAccount } from "#components/people/account-fields";
import { Button } from "#components/ui/button";
import { Form } from "#components/ui/form";
import { createFirstAdministratorAction } from "#lib/people/access-link-actions";
import { useAction } from "../ui/use-action";
import { EntryPage } from "./entry-page";
import { useEnter } from "./use-enter";

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
