"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { usePasswordFault } from "#components/people/account-fields";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Form } from "#components/ui/form";
import { Input } from "#components/ui/input";
import type { LinkOwner } from "#lib/people/access-links";
import { choosePasswordAction } from "#lib/people/access-link-actions";
import { useAction } from "../ui/use-action";
import { EntryPage } from "./entry-page";
import { useEnter } from "./use-enter";

/** A person's own password, chosen by a one-time link. */
export function ChoosePasswordForm({ token, owner }: { token: string; owner: LinkOwner }) {
  const t = useTranslations("signIn");
  const common = useTranslations("common");
  const router = useRouter();
  const faultOf = usePasswordFault();
  const { run, busy, refusal } = useAction(choosePasswordAction);
  const { enter, pending } = useEnter(() => router.replace("/sign-in"));

  function submit(form: FormData) {
    const password = String(form.get("password") ?? "");
    run(
      { token, password },
      {
        onDone: ({ email }) => enter(email, password),
        onRefused({ code }) {
          if (code === "link-expired") router.refresh();
          else if (code !== "invalid") toast.error(common("failed"));
        },
      },
    );
  }

  return (
    <EntryPage
      title={t(`${owner.kind}.title`, { name: owner.name })}
      text={t(`${owner.kind}.text`)}
    >
      <Form onSubmit={submit}>
        <Field label={t("email")}>
          <Input name="email" type="email" autoComplete="username" value={owner.email} readOnly />
        </Field>
        <Field
          label={t("newPassword")}
          help={common("passwordHelp")}
          error={faultOf(refusal?.fields?.password)}
        >
          <Input name="password" type="password" autoComplete="new-password" />
        </Field>
        <Button type="submit" variant="primary" size="lg" disabled={busy || pending}>
          {t("choosePassword")}
        </Button>
      </Form>
    </EntryPage>
  );
}
