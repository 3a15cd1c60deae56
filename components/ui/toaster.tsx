"use client";

import { useTranslations } from "next-intl";
import { useLater } from "./later";
import { sonner } from "./toast";

export function Toaster() {
  const t = useTranslations("common");
  const shown = useLater(sonner, false);
  if (!shown) return null;
  return (
    <shown.Toaster
      // Cards and strips stand at the right.
      position="bottom-center"
      containerAriaLabel={t("notifications")}
      toastOptions={{
        style: {
          fontFamily: "inherit",
          background: "var(--raised)",
          color: "var(--ink)",
          border: "1px solid var(--line)",
        },
      }}
    />
  );
}
