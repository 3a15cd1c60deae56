"use client";

import { useLayoutEffect, useState } from "react";

/**
 * The time in ms, as it goes on; null until the browser has taken over.
 * @param period how often it is looked at, in ms
 */
export function useNow(period: number): number | null;
/** @param servedAt what the page was made with, so that server and browser begin alike */
export function useNow(period: number, servedAt: number): number;
export function useNow(period: number, servedAt: number | null = null): number | null {
  const [now, setNow] = useState(servedAt);
  // Before anything is painted: what the page was made with may be long past.
  useLayoutEffect(() => {
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, period);
    return () => clearInterval(timer);
  }, [period]);
  return now;
}
