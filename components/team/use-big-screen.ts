"use client";

import { useEffect, useRef, useState } from "react";

/**
 * One element over the whole screen, and dark there: a wall is looked at from far, all day. Escape, the
 * browser's own way out, is noticed too.
 */
export function useBigScreen() {
  const ref = useRef<HTMLDivElement>(null);
  const [isBig, setBig] = useState(false);
  useEffect(() => {
    const changed = () => setBig(document.fullscreenElement === ref.current);
    document.addEventListener("fullscreenchange", changed);
    return () => document.removeEventListener("fullscreenchange", changed);
  }, []);

  useEffect(() => {
    if (!isBig) return;
    // The colours belong to the whole page (app/globals.css).
    const page = document.documentElement;
    const own = page.dataset.theme;
    page.dataset.theme = "dark";
    return () => {
      if (own === undefined) delete page.dataset.theme;
      else page.dataset.theme = own;
    };
  }, [isBig]);

  async function toggle(): Promise<void> {
    if (document.fullscreenElement) return document.exitFullscreen();
    // Refused, for example within a frame: the board stays as it is.
    await ref.current?.requestFullscreen?.().catch(() => undefined);
  }
  return { ref, isBig, toggle: () => void toggle() };
}
