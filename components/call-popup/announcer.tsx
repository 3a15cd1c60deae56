"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { whoIs } from "./who-is";
import type { CardModel } from "./cards";

/**
 * Says each call once: the cards themselves, with their running timers, are no live regions.
 * Who is not to be disturbed is told when the screen reader has nothing else to say.
 */
export function Announcer({ ringing, quiet }: { ringing: CardModel[]; quiet: boolean }) {
  const t = useTranslations("popup");
  const [said, setSaid] = useState<ReadonlySet<string>>(new Set());
  const [words, setWords] = useState("");
  const fresh = ringing.filter((card) => !said.has(card.call.id));
  if (fresh.length > 0) {
    setSaid(new Set([...said, ...fresh.map((card) => card.call.id)]));
    const who = whoIs(fresh[0]!.call) || t("hiddenNumber");
    setWords(t("announcement", { who, others: fresh.length - 1 }));
  }
  return (
    <p role="status" aria-live={quiet ? "polite" : "assertive"} className="sr-only">
      {/* Another element each time: the same person calling again is said again. */}
      <span key={said.size}>{words}</span>
    </p>
  );
}
