import { useEffect, useLayoutEffect, useRef } from "react";
import { useLinkState } from "#components/live/live-provider";
import { dockCookie } from "#lib/people/dock";

/**
 * Has the page make way for the cards (app/globals.css). That there are some is kept in a cookie, so that the next page
 * comes with the room they need and nothing moves when they appear.
 * @returns for the element that holds them
 */
export function useDock({ cards, strips }: { cards: number; strips: number }) {
  const dock = useRef<HTMLDivElement>(null);
  const isKnown = useLinkState() === "live";
  const what = cards > 0 ? "cards" : strips > 0 ? "strips" : null;
  const isThere = what !== null;

  useLayoutEffect(() => {
    // Before the calls have come, the page knows better.
    if (!isKnown && !isThere) return;
    if (what) document.documentElement.dataset.docked = what;
    else delete document.documentElement.dataset.docked;
    document.cookie = `${dockCookie}=1; path=/; SameSite=Lax${isThere ? "" : "; max-age=0"}`;
  }, [isKnown, isThere, what]);

  // On a phone they stand below the page's end; elsewhere something may stand above the strips.
  useEffect(() => {
    const element = dock.current;
    if (!element || !isThere) return;
    const { style } = document.documentElement;
    const strips = element.querySelector<HTMLElement>("[data-strips]");
    const watch = new ResizeObserver(() => {
      style.setProperty("--dock", `${element.offsetHeight}px`);
      style.setProperty("--strips", `${strips?.offsetHeight ?? 0}px`);
    });
    for (const one of [element, strips]) if (one) watch.observe(one);
    return () => watch.disconnect();
  }, [isThere, what]);

  return dock;
}
