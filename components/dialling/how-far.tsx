"use client";

import { useTranslations } from "next-intl";
import { Dotted } from "#components/ui/dotted";
import { doneOf, type DialProgress } from "#lib/dialling/dial-view";

interface HowFarProps {
  progress: DialProgress;
  /** Which of the list the client at hand is, from 1; null: nobody is. */
  place: number | null;
}

/** Who is before the person, and how the list stands: who was called, passed over and is left comes to all. */
export function HowFar({ progress, place }: HowFarProps) {
  const t = useTranslations("dialling.progress");
  const { size, reached, tried, passed } = progress;
  return (
    <Dotted>
      {place === null ? t("all", { size }) : t("place", { place, size })}
      {t("done", { called: reached + tried, reached })}
      {passed > 0 && t("passed", { passed })}
      {t("left", { left: size - doneOf(progress) })}
    </Dotted>
  );
}
