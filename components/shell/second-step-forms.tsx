"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import {
  CodeField,
  FactorSetUp,
  useFactorFault,
  RecoveryCodes,
} from "#components/people/factor-set-up";
import { Button } from "#components/ui/button";
import { Form } from "#components/ui/field";
import { Link } from "#components/ui/link";
import { LoadingList } from "#components/ui/placeholders";
import { beginStepAction, confirmStepAction } from "#lib/people/second-factor-actions";
import { useAction, useAnswer } from "../ui/use-action";
import { EntryPage, useEnter, type EntryRefusal } from "./entry";

/** The second step of a sign-in: a code. */
export function CodeForm() {
  const t = useTranslations("signIn");
  const factor = useTranslations("secondFactor");
  const [refusal, setRefusal] = useState<EntryRefusal | null>(null);
  const { enterByCode, pending } = useEnter(setRefusal);
  const errors = {
    wrong: factor("faults.wrongCode"),
    tooMany: t("tooMany"),
    stepOver: t("stepOver"),
  };
  return (
    <EntryPage title={factor("codeTitle")} text={factor("codeText")}>
      <Form onSubmit={(form) => enterByCode(String(form.get("code")))}>
        <CodeField help={factor("orRecovery")} error={refusal ? errors[refusal] : undefined} />
        <Button type="submit" variant="primary" size="lg" disabled={pending}>
          {pending ? t("submitting") : t("submit")}
        </Button>
      </Form>
      <BackToSignIn />
    </EntryPage>
  );
}

/** The second step of who must have a second factor and has none: they set it up before anything else. */
export function StepSetUpForm() {
  const t = useTranslations("signIn");
  const factor = useTranslations("secondFactor");
  const faultOf = useFactorFault();
  const router = useRouter();
  const begun = useAnswer("set-up", () => beginStepAction({}));
  const { run, busy, refusal } = useAction(confirmStepAction);
  const [codes, setCodes] = useState<string[] | null>(null);
  const { enterByCode, pending } = useEnter(() => router.replace("/sign-in"));
  const over = begun.refused || (refusal && !refusal.fields);

  return (
    <EntryPage title={factor("mustTitle")} text={factor("mustText")}>
      {codes && <RecoveryCodes codes={codes} busy={pending} onKept={() => enterByCode("")} />}
      {!codes && over && (
        <p role="alert" className="text-sm text-missed">
          {t("stepOver")}
        </p>
      )}
      {!codes && !over && !begun.answer && <LoadingList rows={3} />}
      {!codes && !over && begun.answer && (
        <Form onSubmit={(form) => run({ code: String(form.get("code")) }, { onDone: setCodes })}>
          <FactorSetUp factor={begun.answer.data} error={faultOf(refusal?.fields?.code)} />
          <Button type="submit" variant="primary" size="lg" disabled={busy}>
            {factor("turnOn")}
          </Button>
        </Form>
      )}
      {!codes && <BackToSignIn />}
    </EntryPage>
  );
}

function BackToSignIn() {
  const t = useTranslations("signIn");
  return (
    <Link href="/sign-in" className="self-start text-sm text-accent hover:underline">
      {t("backToSignIn")}
    </Link>
  );
}
