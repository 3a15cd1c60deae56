import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "../ui/class-names";
import { RelativeTime } from "#components/ui/relative-time";

const tones = {
  neutral: "bg-sunken text-ink-soft",
  missed: "bg-missed-soft text-missed",
  accent: "bg-accent-soft text-accent",
} as const;

/** One thing that happened: what, when, and what there is to it. */
export function EntryFrame(props: {
  icon: LucideIcon;
  /** What the icon says. */
  kind: string;
  tone?: keyof typeof tones;
  at: string;
  title: ReactNode;
  children?: ReactNode;
}) {
  const { icon: Icon, kind, tone = "neutral", at, title, children } = props;
  return (
    <li className="relative flex gap-3 px-4 py-2.5">
      <span
        className={classNames(
          "mt-px flex size-6 shrink-0 items-center justify-center rounded-full",
          tones[tone],
        )}
      >
        <Icon role="img" aria-label={kind} className="size-3.5" />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-0.5 sm:flex-nowrap">
          <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 *:min-w-0">
            {title}
          </div>
          <span className="shrink-0 text-sm text-ink-soft">
            <RelativeTime iso={at} />
          </span>
        </div>
        {children}
      </div>
    </li>
  );
}

/** The same in one line: what it was, what it says, and who did it. */
export function BriefFrame(props: {
  icon: LucideIcon;
  missed?: boolean;
  /** What it was, in a word or two; without them `text` says it. */
  words?: string;
  text?: string | null;
  who: string | null;
  at: string;
}) {
  const { icon: Icon, missed = false, at } = props;
  const [first, ...rest] = [props.words, props.text, props.who].filter(Boolean);
  return (
    <li className="flex h-5 items-center gap-1.5 text-xs text-ink-soft">
      <Icon
        aria-hidden
        className={classNames("size-3.5 shrink-0", missed ? "text-missed" : undefined)}
      />
      <span className="min-w-0 flex-1 truncate" title={[first, ...rest].join(" · ")}>
        <span className="text-ink">{first}</span>
        {rest.map((part) => ` · ${part}`)}
      </span>
      <RelativeTime iso={at} />
    </li>
  );
}
