import type { ReactNode } from "react";
import { classNames } from "./class-names";

const tones = {
  neutral: "bg-sunken text-ink-soft",
  accent: "bg-accent-soft text-accent",
  ringing: "bg-ringing-soft text-ringing",
  talking: "bg-talking-soft text-talking",
  missed: "bg-missed-soft text-missed",
  /** The one among many that are missed. */
  alarm: "bg-missed-fill text-on-accent",
} as const;

export function Badge({
  tone = "neutral",
  children,
}: {
  tone?: keyof typeof tones;
  children: ReactNode;
}) {
  return (
    <span
      className={classNames(
        "inline-flex max-w-full items-center gap-1 overflow-hidden rounded px-1.5 py-0.5 text-xs font-medium whitespace-nowrap",
        tones[tone],
      )}
    >
      {typeof children === "string" ? <span className="truncate">{children}</span> : children}
    </span>
  );
}

const dots = {
  neutral: "bg-line-strong",
  accent: "bg-accent",
  ringing: "bg-ringing",
  talking: "bg-talking",
  missed: "bg-missed",
} as const;

export type Tone = keyof typeof dots;

/** A coloured dot beside words; never instead of them. */
export function StatusDot({ tone, pulsing = false }: { tone: Tone; pulsing?: boolean }) {
  return (
    <span
      aria-hidden
      className={classNames(
        "inline-block size-2 shrink-0 rounded-full",
        dots[tone],
        pulsing && "ring",
      )}
    />
  );
}
