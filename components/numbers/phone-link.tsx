"use client";

import { Check, LoaderCircle, Phone, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import type { ActionResult } from "#lib/auth/action";
import { placeCallAction } from "#lib/calls/call-actions";
import type { PageCall } from "#lib/calls/ports";
import { formatPhoneNumber, isDialable } from "#lib/numbers/phone-number";
import { runPageCommand } from "../connections/page-scripts/run-page-command";
import { useAction } from "../ui/use-action";

type Placed = ActionResult<{ page: PageCall | null } | null>;
type Outcome = "idle" | "placed" | "refused";
const shown = 2_500;

/** A number that is one click from a call. Refusals are shown in the provider's own words. */
export function PhoneLink(props: {
  number: { raw: string; e164: string | null };
  contactId?: string;
  /** Runs before the call; on false nobody is called. */
  beforeCall?: () => Promise<boolean>;
  className?: string;
}) {
  const t = useTranslations("calls");
  const words = useRefusalWords();
  const { run, busy } = useAction(placeCall);
  const [outcome, setOutcome] = useState<Outcome>("idle");
  const number = formatPhoneNumber(props.number);

  useEffect(() => {
    if (outcome === "idle") return;
    const timer = setTimeout(() => setOutcome("idle"), shown);
    return () => clearTimeout(timer);
  }, [outcome]);

  /** Answers null when `beforeCall` was against it. */
  async function placeCall(input: { number: string; contactId?: string }): Promise<Placed> {
    if (props.beforeCall && !(await props.beforeCall())) return { ok: true, data: null };
    return placeCallAction(input);
  }

  function call() {
    if (busy) return;
    // As it was typed, where that can be dialled: some PBXs know only their own spelling.
    const dialled = isDialable(props.number.raw) ? props.number.raw : (props.number.e164 ?? "");
    run(
      { number: dialled, contactId: props.contactId },
      {
        onDone(placed) {
          if (!placed) return;
          setOutcome("placed");
          if (placed.page) runPageCommand(placed.page);
        },
        onRefused(refusal) {
          setOutcome("refused");
          toast.error(t("callFailed", { number }), { description: words(refusal) });
        },
      },
    );
  }

  const Icon = busy
    ? LoaderCircle
    : { idle: Phone, placed: Check, refused: TriangleAlert }[outcome];
  const tone = { idle: "text-ink-soft", placed: "text-talking", refused: "text-missed" }[outcome];
  return (
    <button
      type="button"
      onClick={call}
      aria-label={t("call", { number })}
      aria-busy={busy}
      className={`group/phone figures -mx-1.5 inline-flex items-center gap-1.5 rounded px-1.5 py-0.5 whitespace-nowrap text-ink transition-colors duration-100 hover:bg-accent-soft hover:text-accent ${props.className ?? ""}`}
    >
      <Icon
        aria-hidden
        className={`size-3.5 shrink-0 group-hover/phone:text-accent ${tone} ${busy ? "animate-spin" : ""}`}
      />
      {number}
    </button>
  );
}

/** A command's No in words: ours where we know better, else the provider's own. */
export function useRefusalWords(): (refusal: { code: string; message?: string }) => string {
  const t = useTranslations("calls");
  return ({ code, message }) => {
    const key = `refusals.${code}` as "refusals.failed";
    return t.has(key) ? t(key) : (message ?? t("refusals.failed"));
  };
}
