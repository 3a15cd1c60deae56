"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { usePasswordFault } from "#components/people/account-fields";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { Field, Form } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { changePasswordAction } from "#lib/people/account-actions";
import {
  FactorSetUp,
  CodeField,
  useFactorFault,
  RecoveryCodes,
} from "#components/people/factor-set-up";
import { LoadingList } from "#components/ui/placeholders";
import type { Refusal } from "#lib/auth/action";
import {
  beginSecondFactorAction,
  renewRecoveryCodesAction,
  secondFactorAction,
  turnOffSecondFactorAction,
  turnOnSecondFactorAction,
} from "#lib/people/second-factor-actions";
import { useAction, useAnswer } from "../ui/use-action";
import { toast } from "../ui/toast";
import { AllWords } from "./all-words";

const currentFaults = ["required", "wrongPassword", "tooMany"] as const;

export function PasswordDialog(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useTranslations("shell");
  const common = useTranslations("common");
  const { run, busy, refusal } = useAction(changePasswordAction);
  const faultOf = usePasswordFault();
  const currentError = currentFaults.find((code) => code === refusal?.fields?.current);

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
        <CurrentPassword
          name="current"
          error={currentError && t(`passwordErrors.${currentError}`)}
        />
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

/** One's own second factor: set it up, get new recovery codes, turn it off. Any page can open it. */
export function SecondFactorDialog(props: { onClose: () => void }) {
  return (
    <AllWords>
      <OwnSecondFactor {...props} />
    </AllWords>
  );
}

function OwnSecondFactor({ onClose }: { onClose: () => void }) {
  const t = useTranslations("secondFactor");
  const common = useTranslations("common");
  const { answer, refused } = useAnswer("own", () => secondFactorAction({}));
  const [doing, setDoing] = useState<"set-up" | "renew" | "off" | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const state = answer?.data;

  function content() {
    if (codes) return <RecoveryCodes codes={codes} onKept={onClose} />;
    if (refused) return <Failed text={common("failed")} />;
    if (!state) return <LoadingList rows={2} />;
    if (doing === "set-up") return <SetUp onDone={setCodes} />;
    if (doing === "renew" || doing === "off") {
      return <Proof doing={doing} onCodes={setCodes} onClose={onClose} />;
    }
    if (!state.on) {
      return (
        <Button variant="primary" onClick={() => setDoing("set-up")}>
          {t("setUp")}
        </Button>
      );
    }
    return (
      <div className="flex flex-col gap-3">
        <p>{t("isOn", { count: state.codesLeft })}</p>
        {state.required && <p className="text-sm text-ink-soft">{t("isRequired")}</p>}
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => setDoing("renew")}>{t("renew")}</Button>
          {!state.required && <Button onClick={() => setDoing("off")}>{t("turnOff")}</Button>}
        </div>
      </div>
    );
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title")}
      description={t("text")}
      closeLabel={common("close")}
    >
      {content()}
    </Dialog>
  );
}

function Failed({ text }: { text: string }) {
  return (
    <p role="alert" className="text-sm text-missed">
      {text}
    </p>
  );
}

function SetUp({ onDone }: { onDone: (codes: string[]) => void }) {
  const t = useTranslations("secondFactor");
  const common = useTranslations("common");
  const faultOf = useFactorFault();
  const begun = useAnswer("set-up", () => beginSecondFactorAction({}));
  const { run, busy, refusal } = useAction(turnOnSecondFactorAction);
  if (begun.refused) return <Failed text={common("failed")} />;
  if (!begun.answer) return <LoadingList rows={3} />;
  return (
    <Form
      onSubmit={(form) =>
        run(proofOf(form), {
          onDone: onDone,
          onRefused: ({ fields }) => !fields && toast.error(common("failed")),
        })
      }
    >
      <FactorSetUp factor={begun.answer.data} error={faultOf(refusal?.fields?.code)} />
      <CurrentPassword name="password" error={faultOf(refusal?.fields?.password)} />
      <Button type="submit" variant="primary" disabled={busy}>
        {t("turnOn")}
      </Button>
    </Form>
  );
}

/** Password and code, without which nothing about it is changed. */
function Proof(props: {
  doing: "renew" | "off";
  onCodes: (codes: string[]) => void;
  onClose: () => void;
}) {
  const t = useTranslations("secondFactor");
  const common = useTranslations("common");
  const faultOf = useFactorFault();
  const renewing = useAction(renewRecoveryCodesAction);
  const ending = useAction(turnOffSecondFactorAction);
  const { busy, refusal } = props.doing === "renew" ? renewing : ending;

  function submit(form: FormData) {
    const onRefused = ({ fields }: Refusal) => !fields && toast.error(common("failed"));
    if (props.doing === "renew") {
      return renewing.run(proofOf(form), { onDone: props.onCodes, onRefused });
    }
    const onDone = () => {
      toast.success(t("turnedOff"));
      props.onClose();
    };
    ending.run(proofOf(form), { onDone, onRefused });
  }

  return (
    <Form onSubmit={submit}>
      <CurrentPassword name="password" error={faultOf(refusal?.fields?.password)} />
      <CodeField help={t("orRecovery")} error={faultOf(refusal?.fields?.code)} />
      <Button type="submit" variant="primary" disabled={busy}>
        {t(props.doing === "renew" ? "renew" : "turnOff")}
      </Button>
    </Form>
  );
}

function CurrentPassword({ name, error }: { name: string; error: string | undefined }) {
  const t = useTranslations("shell");
  return (
    <Field label={t("currentPassword")} error={error}>
      <Input name={name} type="password" autoComplete="current-password" />
    </Field>
  );
}

function proofOf(form: FormData): { password: string; code: string } {
  return { password: String(form.get("password")), code: String(form.get("code")) };
}
