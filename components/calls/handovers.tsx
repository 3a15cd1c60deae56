"use client";

import { PhoneForwarded } from "lucide-react";
import { useTranslations } from "next-intl";
import { useExtensionName } from "./extension-name";
import type { CallView } from "#lib/calls/call-view";
import { handoversOf } from "#lib/calls/handovers";

/** Of a call that went from colleague to colleague: from whom to whom. */
export function Handovers({ call, className = "" }: { call: CallView; className?: string }) {
  const t = useTranslations("calls");
  const nameOf = useExtensionName();
  return handoversOf(call).map(({ from, to }, index) => (
    <p key={index} className={`flex items-start gap-1.5 text-ink-soft ${className}`}>
      <PhoneForwarded aria-hidden className="mt-[0.2em] size-3.5 shrink-0" />
      <span className="min-w-0 wrap-anywhere">
        {t("transferred", { from: nameOf(from), to: nameOf(to) })}
      </span>
    </p>
  ));
}
