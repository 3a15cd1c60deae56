"use client";

import { Check, LoaderCircle, Phone, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ShownNumber } from "#lib/numbers/shown-number";
import type { CallWords } from "./refusal-words";
import { useCall, type CallFrom, type CallState } from "./use-call";

/** A number that is one click from a call. */
export function CallLink({ className, ...from }: CallFrom & { className?: string }) {
  const t = useTranslations("calls");
  const { call, stateOf } = useCall();
  return (
    <CallButton
      t={t}
      number={from.number}
      state={stateOf("here")}
      onCall={() => call("here", from)}
      className={className}
    />
  );
}

interface CallButtonProps {
  t: CallWords;
  number: ShownNumber;
  state: CallState;
  onCall: () => void;
  className?: string;
}

/**
 * How a number looks that can be called. It knows nothing itself: a table of fifty has one who calls for all of them.
 * The extension stands beside the button because a person has to say or dial it.
 */
export function CallButton({ t, number, ...rest }: CallButtonProps) {
  const { shown, extension } = number;
  if (shown === "") return <span className="text-ink-soft">{t("hiddenNumber")}</span>;
  const button = <NumberButton label={t("call", { number: shown })} shown={shown} {...rest} />;
  if (extension === null) return button;
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      {button}
      <span className="figures text-ink-soft">{t("extension", { extension })}</span>
    </span>
  );
}

const looks = {
  idle: { Icon: Phone, tone: "text-ink-soft" },
  busy: { Icon: LoaderCircle, tone: "animate-spin text-ink-soft" },
  placed: { Icon: Check, tone: "text-talking" },
  refused: { Icon: TriangleAlert, tone: "text-missed" },
};

interface NumberButtonProps extends Pick<CallButtonProps, "state" | "onCall" | "className"> {
  label: string;
  shown: string;
}

function NumberButton({ label, shown, state, onCall, className = "" }: NumberButtonProps) {
  const { Icon, tone } = looks[state];
  return (
    <button
      type="button"
      onClick={onCall}
      aria-label={label}
      aria-busy={state === "busy"}
      className={`group/phone figures -mx-1.5 inline-flex items-center gap-1.5 rounded px-1.5 py-0.5 whitespace-nowrap text-ink transition-colors duration-100 hover:bg-accent-soft hover:text-accent ${className}`}
    >
      <Icon aria-hidden className={`size-3.5 shrink-0 group-hover/phone:text-accent ${tone}`} />
      {shown}
    </button>
  );
}
