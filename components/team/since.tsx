"use client";

import { useEffect, useState } from "react";
import { formatDuration } from "#lib/duration";

/** How long it has been, ticking. Never part of a live region: nobody wants every second read out. */
export function Since({ iso, className }: { iso: string; className?: string }) {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    const tick = () => setNow(Date.now());
    const first = setTimeout(tick);
    const timer = setInterval(tick, 1000);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, []);
  return (
    <span role="timer" aria-live="off" className={`figures ${className ?? ""}`}>
      {now === null ? "" : formatDuration((now - new Date(iso).getTime()) / 1000)}
    </span>
  );
}
