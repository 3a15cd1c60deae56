import { type RefObject, useEffect, useState } from "react";

/** @returns whether an element has any room on the screen: styles may leave it none */
export function useShown(elementRef: RefObject<HTMLElement | null>): boolean {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const watching = new ResizeObserver(([entry]) => setShown(entry!.contentRect.width > 0));
    watching.observe(elementRef.current!);
    return () => watching.disconnect();
  }, [elementRef]);
  return shown;
}
