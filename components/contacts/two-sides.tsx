"use client";

import { useTranslations } from "next-intl";
import { Segments } from "#components/ui/segments";
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
      <Segments
        isStretched
        className="mb-3 sm:hidden"
        values={sides}
        chosen={shown}
        onChoose={setShown}
        wordsOf={(side) => words[side]}
      />
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
