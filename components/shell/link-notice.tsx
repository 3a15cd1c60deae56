"use client";

import { WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useLinkState } from "#components/live/live-provider";

/** A blink of the network needs no alarm; three seconds without it do. */
const patience = 3_000;

export function LinkNotice() {
  const t = useTranslations("shell");
  const link = useLinkState();
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (link === "live") return;
    const timer = setTimeout(() => setLate(true), patience);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [link]);
  if (link === "live" || !late) return null;
  return (
    <p
      role="alert"
      className="mb-4 flex items-center gap-2 rounded-lg bg-missed-soft px-3 py-2 text-sm font-medium text-missed"
    >
      <WifiOff aria-hidden className="size-4" />
      {t("link.offline")}
    </p>
  );
}
