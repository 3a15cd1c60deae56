"use client";

import { useEffect, useState } from "react";
import { formatDuration } from "#lib/duration";

/** How long they have been talking. Not a live region: nobody wants it read out every second. */
export function CardTimer({ since }: { since: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span role="timer" aria-live="off" className="figures font-semibold text-talking">
      {formatDuration((now - new Date(since).getTime()) / 1000)}
    </span>
  );
}
