"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { CopiedText } from "#components/ui/copied-text";

/** Recovery codes, shown this once, and the way on when they are kept somewhere. */
export function RecoveryCodes(props: {
  codes: readonly string[];
  busy?: boolean;
  onKept: () => void;
}) {
  const t = useTranslations("people.secondFactor");
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
