import { useEffect, useLayoutEffect, useRef } from "react";
import { useLinkState } from "#components/live/live-provider";
import { dockCookie } from "#lib/people/dock";

/**
 * Has the page make way for the cards (app/globals.css). That there are some is kept in a cookie, so that the next page
 * comes with the room they need and nothing moves when they appear.
 * @returns for the element that holds them
 */
export function useDock(count: number) {
  const dock = useRef<HTMLDivElement>(null);
  const isKnown = useLinkState() === "live";
  const isThere = count > 0;

  useLayoutEffect(() => {
    // Before the calls have come, the page knows better.
    if (!isKnown && !isThere) return;
    document.documentElement.toggleAttribute("data-docked", isThere);
    document.cookie = `${dockCookie}=1; path=/; SameSite=Lax${isThere ? "" : "; max-age=0"}`;
  }, [isKnown, isThere]);

  // On a phone they stand below the page's end.
  useEffect(() => {
    const element = dock.current;
    if (!element || !isThere) return;
    const watch = new ResizeObserver(() =>
      document.documentElement.style.setProperty("--dock", `${element.offsetHeight}px`),
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, [isThere]);

  return dock;
}
