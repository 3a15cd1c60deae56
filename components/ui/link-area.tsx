"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, type MouseEvent, type ReactNode, type SyntheticEvent } from "react";

/** Whoever only passes over a row does not point at it, in ms. */
const dwell = 60;

/**
 * Plain `<a>`s within it go to other screens as a `Link` does. For tables: fifty rows of links that each listen for
 * themselves are a third of what such a page costs.
 */
export function LinkArea({ children }: { children: ReactNode }) {
  const router = useRouter();
  const timer = useRef<number>(undefined);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  function go(event: MouseEvent) {
    const href = hrefAt(event);
    const isPlain = !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!href || !isPlain || event.defaultPrevented || event.button !== 0) return;
    event.preventDefault();
    router.push(href);
  }

  function point(event: SyntheticEvent) {
    window.clearTimeout(timer.current);
    const href = hrefAt(event);
    if (href) timer.current = window.setTimeout(() => router.prefetch(href), dwell);
  }

  return (
    // The links are what is clicked and focused; it only passes here.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <div className="contents" onClick={go} onMouseOver={point} onFocus={point}>
      {children}
    </div>
  );
}

function hrefAt({ target }: SyntheticEvent): string | null {
  const link = target instanceof Element ? target.closest("a") : null;
  const href = link?.getAttribute("href");
  return href?.startsWith("/") ? href : null;
}
