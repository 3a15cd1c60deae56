import { type CSSProperties, useEffect, useState } from "react";

/** Between a notice and what is below it, in pixels. */
const gap = 12;

interface ToastPlace {
  position: "bottom-left" | "top-center";
  offset: { bottom: number; left: number } | { top: number };
  style?: CSSProperties;
}

const top: ToastPlace = { position: "top-center", offset: { top: 8 } };
/** Sonner's own measure: the column's, within its edges. */
const narrow = { "--width": "13.5rem" } as CSSProperties;

/**
 * Where notices cover nothing that one works with: in the column at the side, above the buttons at its end
 * (`data-below-notices`), for which the menu makes way (app/globals.css); where there is no such column, over the bar at
 * the top.
 */
export function useToastPlace(): ToastPlace {
  const [place, setPlace] = useState(top);
  useEffect(() => {
    const below = document.querySelector("[data-below-notices]");
    if (!below) return;
    const watching = new ResizeObserver(() => {
      if (getComputedStyle(below).flexDirection !== "column") return setPlace(top);
      const bottom = window.innerHeight - below.getBoundingClientRect().top + gap;
      setPlace({ position: "bottom-left", offset: { bottom, left: gap }, style: narrow });
    });
    for (const one of [below, document.documentElement]) watching.observe(one);
    return () => watching.disconnect();
  }, []);
  return place;
}
