"use client";

import { useTranslations } from "next-intl";
import { usePersonName } from "#components/live/live-provider";
import type { LegView } from "#lib/calls/call-view";

/** Whose extension that is; its number where it is nobody's, or its person's name is unknown. */
export function useExtensionName(): (leg: Pick<LegView, "userId" | "extension">) => string {
  const t = useTranslations("calls");
  const personName = usePersonName();
  return ({ userId, extension }) =>
    personName(userId) ?? t(userId === null ? "unownedExtension" : "extension", { extension });
}
