"use client";

import { useEffect } from "react";

/** Says that the page's scripts have come. */
export function ScriptsReady({ ready }: { ready: string }) {
  useEffect(() => void window.dispatchEvent(new Event(ready)), [ready]);
  return null;
}
