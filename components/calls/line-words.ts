"use client";

import { useTranslations } from "next-intl";
import { useConnections } from "#components/live/live-provider";
import type { CallView } from "#lib/calls/call-view";

/** Through which line and connection a call came or went: a bare number says nothing of what it is. */
export function useLineWords(): (call: Pick<CallView, "connection" | "trunk">) => string {
  const t = useTranslations("calls");
  const connections = useConnections();
  return ({ connection: slug, trunk }) => {
    const connection = connections.find((one) => one.slug === slug)?.name ?? slug;
    return trunk ? t("throughLine", { line: trunk, connection }) : connection;
  };
}
