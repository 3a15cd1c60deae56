import { PhoneIncoming, PhoneMissed } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { TeamBoard } from "#lib/team/board-view";
import { Since } from "./member-tile";

/** Calls that ring and clients to be called back: how many, and how long the oldest. */
export function WhatWaits({ ringing, callbacks }: Pick<TeamBoard, "ringing" | "callbacks">) {
  const t = useTranslations("team");
  return (
    <section aria-label={t("waiting")} className="mb-3 grid gap-3 sm:grid-cols-2">
      <Waiting
        name="ringing"
        icon={<PhoneIncoming aria-hidden className="size-5" />}
        words={t("ringingNow", { count: ringing.count })}
        oldest={ringing.oldest}
        loud={ringing.count > 0 ? "border-ringing text-ringing" : ""}
      />
      <Waiting
        name="callbacks"
        icon={<PhoneMissed aria-hidden className="size-5" />}
        words={t("callbacks", { count: callbacks.count })}
        counted={t("counted")}
        oldest={callbacks.oldest}
        loud={callbacks.count > 0 ? "text-missed" : ""}
      />
    </section>
  );
}

function Waiting(props: {
  name: string;
  icon: ReactNode;
  words: string;
  /** What is counted, where the menu has another number of the same. */
  counted?: string;
  oldest: string | null;
  loud: string;
}) {
  const t = useTranslations("team");
  return (
    <div
      data-waiting={props.name}
      className={`flex items-center gap-3 rounded-xl border border-line bg-surface px-4 py-3 shadow-card ${props.loud}`}
    >
      {props.icon}
      <p className="min-w-0">
        <span className="text-lg font-semibold">{props.words}</span>
        {props.counted && <span className="block text-xs text-ink-soft">{props.counted}</span>}
        {props.oldest && (
          <span className="block text-xs text-ink-soft">
            {t.rich("oldest", { time: () => <Since iso={props.oldest!} /> })}
          </span>
        )}
      </p>
    </div>
  );
}
