"use client";

import { FlaskConical, WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useEffect } from "react";
import { useRouter } from "next/navigation";
import { signIn } from "next-auth/react";
import { toast } from "sonner";
import { Button } from "#components/ui/button";
import type { DemoNotice as Notice } from "#lib/people/demo";
import { AccountFields, readAccount, type Account } from "#components/people/account-fields";
import { Dialog } from "#components/ui/dialog";
import { Form } from "#components/ui/field";
import type { Refusal } from "#lib/auth/action";
import { endDemoAction } from "#lib/connections/trial-actions";
import { useLinkState } from "#components/live/live-provider";
import { useAction } from "../ui/use-action";

/** Over every page of an administrator while the demo's accounts can sign in. */
export function DemoNotice({ needsAccount }: Notice) {
  const t = useTranslations("shell");
  const [ending, setEnding] = useState(false);
  return (
    <section
      aria-label={t("demo.title")}
      className="mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-lg border border-line bg-sunken px-3 py-2 text-sm"
    >
      <p className="flex items-center gap-2">
        <FlaskConical aria-hidden className="size-4 shrink-0 text-ink-soft" />
        <span>
          <strong className="font-semibold">{t("demo.title")}</strong> {t("demo.text")}
        </span>
      </p>
      <Button size="sm" onClick={() => setEnding(true)}>
        {t("demo.end")}
      </Button>
      <EndDemoDialog open={ending} onOpenChange={setEnding} needsAccount={needsAccount} />
    </section>
  );
}

interface EndDemoDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Whoever acts from an account of the demo makes their own first. */
  needsAccount: boolean;
}

const choices = ["keep", "drop"] as const;

function EndDemoDialog({ open, onOpenChange, needsAccount }: EndDemoDialogProps) {
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
      open={open}
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

/** A blink of the network needs no alarm; three seconds without it do. */
const patience = 3_000;

export function LinkNotice() {
  const t = useTranslations("shell");
  const link = useLinkState();
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (link === "live") return;
    const timer = setTimeout(() => setLate(true), patience);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [link]);
  if (link === "live" || !late) return null;
  return (
    <p
      role="alert"
      className="mb-4 flex items-center gap-2 rounded-lg bg-missed-soft px-3 py-2 text-sm font-medium text-missed"
    >
      <WifiOff aria-hidden className="size-4" />
      {t("link.offline")}
    </p>
  );
}
