import { useEffect, useRef, type RefObject } from "react";

const controlsOf = (row: Element) => [
  ...row.querySelectorAll<HTMLElement>("button, a[href], input, select, textarea"),
];

/**
 * Whoever works through a list by keyboard stays in it: when the row they are in goes, the focus is at the same
 * control of the row that comes in its place, and at the page's heading behind the last one.
 * @param list holds the rows, and nothing else
 */
export function useKeptFocus<T extends HTMLElement>(): RefObject<T | null> {
  const ref = useRef<T>(null);
  useEffect(() => {
    const list = ref.current;
    if (!list) return;
    let was: { element: HTMLElement; row: Element; at: number; control: number } | null = null;

    function note({ target }: FocusEvent) {
      const element = target as HTMLElement;
      const at = [...list!.children].findIndex((row) => row.contains(element));
      const row = list!.children[at];
      if (row) was = { element, row, at, control: controlsOf(row).indexOf(element) };
    }
    function leave({ relatedTarget }: FocusEvent) {
      // A control that goes, or can't be used for a moment, loses the focus to nothing.
      if (relatedTarget) was = null;
    }
    function keep() {
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (!was || !isLost) return;
      const next = list!.contains(was.row) ? was.element : inPlaceOf(was);
      // What can't be used yet is waited for.
      if (!next || next.matches(":disabled")) return;
      if (next instanceof HTMLHeadingElement) next.tabIndex = -1;
      next.focus();
    }
    function inPlaceOf({ at, control }: { at: number; control: number }): HTMLElement | null {
      const row = list!.children[Math.min(at, list!.children.length - 1)];
      const among = row ? controlsOf(row) : [];
      return among[control] ?? among[0] ?? document.querySelector("h1");
    }

    list.addEventListener("focusin", note);
    list.addEventListener("focusout", leave);
    const observer = new MutationObserver(keep);
    observer.observe(list, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ["disabled"],
    });
    return () => {
      list.removeEventListener("focusin", note);
      list.removeEventListener("focusout", leave);
      observer.disconnect();
    };
  }, []);
  return ref;
}
