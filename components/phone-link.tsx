"use client";

import { Check, LoaderCircle, Phone, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { runPageCommand } from "./telephony/run-page-command";
import { useEffect, useState, useTransition } from "react";
import { toast } from "sonner";
import { useRefusalWords } from "./calls/use-refusal-words";
import { placeCallAction } from "#lib/calls/call-actions";
import { formatPhoneNumber, isDialable } from "#lib/phone-number";

type Outcome = "idle" | "placed" | "refused";
const shown = 2_500;

/** A number that is one click from a call. Refusals are shown in the provider's own words. */
export function PhoneLink(props: {
  number: { raw: string; e164: string | null };
  contactId?: string;
  /** What has to be settled first; on false nobody is called. */
  beforeCall?: () => Promise<boolean>;
  className?: string;
}) {
  const t = useTranslations("calls");
  const words = useRefusalWords();
  const [pending, start] = useTransition();
  const [outcome, setOutcome] = useState<Outcome>("idle");
  const number = formatPhoneNumber(props.number);

  useEffect(() => {
    if (outcome === "idle") return;
    const timer = setTimeout(() => setOutcome("idle"), shown);
    return () => clearTimeout(timer);
  }, [outcome]);

  function call() {
    if (pending) return;
    start(async () => {
      if (props.beforeCall && !(await props.beforeCall())) return;
      const result = await placeCallAction({
        // As it was typed, where that can be dialled: some PBXs know only their own spelling.
        number: isDialable(props.number.raw) ? props.number.raw : (props.number.e164 ?? ""),
        contactId: props.contactId,
      }).catch(() => ({ ok: false, code: "failed", message: undefined }) as const);
      setOutcome(result.ok ? "placed" : "refused");
      if (result.ok) {
        if (result.data.page) runPageCommand(result.data.page);
        return;
      }
      toast.error(t("callFailed", { number }), { description: words(result) });
    });
  }

  const Icon = pending
    ? LoaderCircle
    : { idle: Phone, placed: Check, refused: TriangleAlert }[outcome];
  const tone = { idle: "text-ink-soft", placed: "text-talking", refused: "text-missed" }[outcome];
  return (
    <button
      type="button"
      onClick={call}
      aria-label={t("call", { number })}
      aria-busy={pending}
      className={`group/phone figures -mx-1.5 inline-flex items-center gap-1.5 rounded px-1.5 py-0.5 whitespace-nowrap text-ink transition-colors duration-100 hover:bg-accent-soft hover:text-accent ${props.className ?? ""}`}
    >
      <Icon
        aria-hidden
        className={`size-3.5 shrink-0 group-hover/phone:text-accent ${tone} ${pending ? "animate-spin" : ""}`}
      />
      {number}
    </button>
  );
}
