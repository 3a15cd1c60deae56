"use client";

import { useTranslations } from "next-intl";
import { useLater } from "./later";
import { sonner } from "./toast";
import { useToastPlace } from "./use-toast-place";

export function Toaster() {
  const t = useTranslations("common");
  const shown = useLater(sonner, false);
  const place = useToastPlace();
  if (!shown) return null;
  return (
    <shown.Toaster
      {...place}
      style={{ ...place.style, fontFamily: "inherit" }}
      mobileOffset={{ top: 8 }}
      containerAriaLabel={t("notifications")}
      toastOptions={{
        style: {
          background: "var(--raised)",
          color: "var(--ink)",
          border: "1px solid var(--line)",
        },
      }}
    />
  );
}
