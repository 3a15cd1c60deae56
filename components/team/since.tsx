"use client";

import { useEffect, useState } from "react";
import { useDurationWords } from "../callbacks/waiting-words";
import { formatDuration } from "#lib/duration";

/** From then on nobody counts seconds, in ms. */
const long = 60 * 60_000;

/** How long it has been, ticking. Never part of a live region: nobody wants every second read out. */
export function Since({ iso, className }: { iso: string; className?: string }) {
  const words = useDurationWords();
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
  const lasted = now === null ? null : now - new Date(iso).getTime();
  return (
    <span role="timer" aria-live="off" className={`figures ${className ?? ""}`}>
      {lasted === null ? "" : lasted < long ? formatDuration(lasted / 1000) : words(lasted)}
    </span>
  );
}
