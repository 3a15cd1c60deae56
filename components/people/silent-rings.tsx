"use client";

import { BellOff } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Dotted } from "#components/ui/dotted";
import { passing } from "#lib/people/ring-places";
import type { SilentRing } from "#lib/people/silent-rings";
import { SilentPlaceCommands, useSilenceWords } from "./silent-place";

interface SilentRingsProps {
  rings: readonly SilentRing[];
  /** Rings of several connections: each is named. */
  named?: boolean;
}

/** So many are read at a glance. */
const fewest = 5;

/** Rings that came to nobody's screen, where they rang, and what is to be done. Nothing when there are none. */
export function SilentRings({ rings, named = false }: SilentRingsProps) {
  const t = useTranslations("rings");
  const [all, setAll] = useState(false);
  if (rings.length === 0) return null;
  const shown = all ? rings : rings.slice(0, fewest);
  return (
    <section
      aria-label={t("title")}
      className="rounded-xl border border-line bg-surface shadow-card"
    >
      <h2 className="flex items-center gap-2 border-b border-line px-4 py-2.5 font-semibold">
        <BellOff aria-hidden className="size-4 text-ringing" />
        {t("title")}
      </h2>
      <ul className="divide-y divide-line px-4">
        {shown.map((ring) => (
          <Ring
            key={`${ring.connectionId} ${ring.extension} ${ring.line}`}
            ring={ring}
            named={named}
          />
        ))}
      </ul>
      {shown.length < rings.length && (
        <div className="border-t border-line px-4 py-2">
          <Button size="sm" variant="ghost" className="-mx-2.5" onClick={() => setAll(true)}>
            {t("all", { count: rings.length })}
          </Button>
        </div>
      )}
    </section>
  );
}

function Ring({ ring, named }: { ring: SilentRing; named: boolean }) {
  const t = useTranslations("rings");
  const format = useFormatter();
  const words = useSilenceWords();
  const time = format.dateTime(new Date(ring.lastAt), { dateStyle: "short", timeStyle: "short" });
  const { extension, connection, silence } = ring;
  // Who has signed out since saw the others.
  const count = passing.includes(silence) ? 1 : ring.count;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5 text-sm">
      <p className="min-w-0 flex-1 basis-64">
        {extension === null ? t("came", { time }) : t("rang", { extension, time })} {words(ring)}
        {(count > 1 || named) && (
          <span className="block text-xs text-ink-soft">
            <Dotted>
              {named && connection}
              {count > 1 && t("times", { count })}
            </Dotted>
          </span>
        )}
      </p>
      <SilentPlaceCommands place={ring} />
    </li>
  );
}
