"use client";

import { useTranslations } from "next-intl";
import type { RoutingView } from "#lib/realtime/events";

/** Where a call that asked was sent, and why. */
export function RoutingNote({ routing }: { routing: RoutingView }) {
  const t = useTranslations("calls.routing");
  const { extension, reason, failure } = routing;
  const why = t(`reasons.${reason}`);
  if (extension === null) return t("nobody", { why });
  if (failure !== null) return t("failed", { extension, why, failure });
  return t("sent", { extension, why });
}
