"use client";

import { useEffect } from "react";
import { useMe } from "#components/live/live-provider";
import { useAlertSettings } from "./alert-settings";
import { permissionNow } from "./notice-permission";

/** A subscription goes with the session it was made in, and browsers renew theirs: each page hands it over anew. */
export function PushRenewal(): null {
  const { userId } = useMe();
  const isWanted = useAlertSettings().push === userId;
  useEffect(() => {
    if (!isWanted || permissionNow() !== "granted") return;
    void import("./push-subscription").then(
      ({ pushSupport, subscribeToMissedCalls }) =>
        pushSupport() === "supported" && subscribeToMissedCalls(),
      () => undefined,
    );
  }, [isWanted]);
  return null;
}
