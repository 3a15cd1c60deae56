"use client";

import { Grip } from "lucide-react";
import { useTranslations } from "next-intl";
import { useOpenPanel } from "./panels";

/** Opens the dial pad. */
export function DialButton() {
  const t = useTranslations("numbers.dialPad");
  const open = useOpenPanel();
  return (
    <button
      type="button"
      onClick={() => open("dial")}
      title={`${t("title")} (d)`}
      aria-haspopup="dialog"
      aria-keyshortcuts="d"
      className="flex items-center gap-2 rounded-md px-2 py-1.5 text-left text-sm text-ink-soft hover:bg-hover hover:text-ink"
    >
      <Grip aria-hidden className="size-4 shrink-0" />
      <span className="sr-only sm:not-sr-only">{t("title")}</span>
    </button>
  );
}
