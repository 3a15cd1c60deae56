"use client";

import { useEffect, useState } from "react";
import { second } from "#lib/base/duration";
import type { ConnectionView } from "#lib/connections/connection-view";
import { useNow } from "../ui/use-now";
import { useConnections, useLinkState, useLiveCallbacks, useOwnConnections } from "./live-provider";

/** A blink of the network needs no alarm; so long without it does. */
const patience = 3 * second;

/** Since when this browser has no link to tinyCRM, in ms; null while it has one, and for a moment after. */
export function useLinkAway(): number | null {
  const isLive = useLinkState() === "live";
  const [since, setSince] = useState<number | null>(null);
  useEffect(() => {
    if (isLive) return;
    const lostAt = Date.now();
    const timer = setTimeout(() => setSince(lostAt), patience);
    return () => {
      clearTimeout(timer);
      setSince(null);
    };
  }, [isLive]);
  return isLive ? null : since;
}

export type AwayConnection = ConnectionView & { awaySince: string };

/**
 * Connections whose PBX does not answer, and has not for a moment.
 * @param all also those on which the person has no extension
 */
export function useAwayConnections(all: boolean): AwayConnection[] {
  const [every, own] = [useConnections(), useOwnConnections()];
  const { servedAt } = useLiveCallbacks();
  const now = useNow(patience, servedAt);
  return (all ? every : own).filter(
    (connection): connection is AwayConnection =>
      connection.awaySince !== null && now - Date.parse(connection.awaySince) >= patience,
  );
}
