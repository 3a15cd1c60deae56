"use client";

import { useTranslations } from "next-intl";
import { CopiedText } from "#components/ui/copied-text";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import type { QrCode } from "#lib/people/own-second-factor";
import { Button } from "#components/ui/button";

/** What an authenticator app is shown, and where its first code is typed: part of a form. */
export function FactorSetUp(props: {
  factor: { key: string; qr: QrCode };
  /** Why the code is refused. */
  error: string | undefined;
}) {
  const t = useTranslations("secondFactor");
  const { key, qr } = props.factor;
  return (
    <>
      <p className="text-sm text-ink-soft">{t("scan")}</p>
      <svg
        role="img"
        aria-label={t("qr")}
        viewBox={`0 0 ${qr.size} ${qr.size}`}
        shapeRendering="crispEdges"
        className="size-48 self-center rounded-lg bg-white"
      >
        <path d={qr.path} fill="#000" />
      </svg>
      <div className="flex flex-col gap-1.5">
        <p className="text-sm text-ink-soft">{t("byHand")}</p>
        <CopiedText text={key} labels={{ copy: t("copy"), copied: t("copied") }} />
      </div>
      <CodeField help={t("codeHelp")} error={props.error} />
    </>
  );
}

/** A code of the second factor. */
export function CodeField({ help, error }: { help?: string; error: string | undefined }) {
  const t = useTranslations("secondFactor");
  return (
    <Field label={t("code")} help={help} error={error}>
      <Input name="code" autoComplete="one-time-code" maxLength={40} className="figures" />
    </Field>
  );
}

/** Why a form about the second factor is refused, in words, by the fault of a field. */
export function useFactorFault(): (fault: string | undefined) => string | undefined {
  const t = useTranslations("secondFactor.faults");
  return (fault) => {
    const key = fault as "wrongCode";
    return fault && t.has(key) ? t(key) : undefined;
  };
}

/** Recovery codes, shown this once, and the way on when they are kept somewhere. */
export function RecoveryCodes(props: {
  codes: readonly string[];
  busy?: boolean;
  onKept: () => void;
}) {
  const t = useTranslations("secondFactor");
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm text-ink-soft">{t("recoveryText")}</p>
      <CopiedText text={props.codes.join("\n")} labels={{ copy: t("copy"), copied: t("copied") }} />
      <Button variant="primary" disabled={props.busy} onClick={props.onKept}>
        {t("kept")}
      </Button>
    </div>
  );
}
