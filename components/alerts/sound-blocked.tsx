"use client";

import { VolumeX } from "lucide-react";
import { useTranslations } from "next-intl";

/** A click anywhere lets the sound out; this says so, and is a good place for that click. */
export function SoundBlocked() {
  const t = useTranslations("alerts");
  return (
    <button
      type="button"
      className="pointer-events-auto flex shrink-0 items-center gap-2 rounded-lg bg-ringing-soft px-3 py-2 text-left text-sm font-medium text-ringing shadow-pop"
    >
      <VolumeX aria-hidden className="size-4" />
      {t("blocked")}
    </button>
  );
}
