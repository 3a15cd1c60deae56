"use client";

import { useEffect, useState } from "react";

/** Enough for times in minutes, in ms. */
const period = 10_000;

/**
 * The time in ms, as it goes on.
 * @param servedAt what the page was made with, so that server and browser begin alike
 */
export function useNow(servedAt: number): number {
  const [now, setNow] = useState(servedAt);
  useEffect(() => {
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, period);
    return () => clearInterval(timer);
  }, []);
  return now;
}
