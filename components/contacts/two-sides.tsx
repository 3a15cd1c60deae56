"use client";

import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";

interface TwoSidesProps {
  details: ReactNode;
  history: ReactNode;
}

const sides = ["details", "history"] as const;

/**
 * What is known of a contact, and what happened; on a phone one of them. It is the window that decides, not the room of
 * the page: a card that comes takes away nothing one writes in.
 */
export function TwoSides(props: TwoSidesProps) {
  const contacts = useTranslations("contacts");
  const timeline = useTranslations("timeline");
  const [shown, setShown] = useState<(typeof sides)[number]>("details");
  const words = { details: contacts("details"), history: timeline("title") };
  return (
    <>
      <div className="mb-3 flex gap-1 rounded-lg bg-sunken p-1 sm:hidden">
        {sides.map((side) => (
          <button
            key={side}
            type="button"
            aria-pressed={side === shown}
            onClick={() => setShown(side)}
            className="flex-1 rounded-md px-2.5 py-1.5 text-ink-soft hover:text-ink aria-pressed:bg-raised aria-pressed:font-medium aria-pressed:text-ink aria-pressed:shadow-card"
          >
            {words[side]}
          </button>
        ))}
      </div>
      <div className="grid items-start gap-4 @min-[46rem]:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]">
        {sides.map((side) => (
          <div key={side} className={side === shown ? "" : "max-sm:hidden"}>
            {props[side]}
          </div>
        ))}
      </div>
    </>
  );
}
