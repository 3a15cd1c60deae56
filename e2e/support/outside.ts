/** What of a page is not where it belongs: beyond the window, beyond its own box, or over other text. */
import type { Page } from "@playwright/test";

/** @returns a line for each fault */
export function faultsOfLayout(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) {
      faults.push(`the page scrolls sideways by ${root.scrollWidth - root.clientWidth}`);
    }
    const tolerance = 1.5;
    const clips = (element: Element) => getComputedStyle(element).overflowX !== "visible";
    const describe = (element: Element) => {
      const { className } = element;
      const classes = typeof className === "string" ? className.slice(0, 80) : "";
      return `<${element.tagName.toLowerCase()} class="${classes}"> ${element.textContent.slice(0, 12)}`;
    };

    /** What of a rectangle is seen, as far as boxes around it cut it off; null: nothing. */
    function seen(rect: DOMRect, within: Element | null): DOMRect | null {
      let { left, right, top, bottom } = rect;
      for (let box = within; box && box !== document.body; box = box.parentElement) {
        const style = getComputedStyle(box);
        if (style.visibility === "hidden" || style.opacity === "0") return null;
        if (!clips(box)) continue;
        const edge = box.getBoundingClientRect();
        [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
        if (style.overflowY !== "visible") {
          [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
        }
      }
      return right - left > 1 && bottom - top > 1
        ? new DOMRect(left, top, right - left, bottom - top)
        : null;
    }

    const layerOf = (element: Element) => {
      for (let box: Element | null = element; box; box = box.parentElement) {
        if (["fixed", "sticky", "absolute"].includes(getComputedStyle(box).position)) return box;
      }
      return document.body;
    };

    const texts: { rect: DOMRect; owner: Element; layer: Element }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const owner = walker.currentNode.parentElement;
      // Neither what is folded away nor what is said to screen readers alone.
      if (!owner?.checkVisibility()) continue;
      if (!walker.currentNode.nodeValue?.trim()) continue;
      if (["SCRIPT", "STYLE", "OPTION"].includes(owner.tagName)) continue;
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      const layer = layerOf(owner);
      for (const whole of range.getClientRects()) {
        const rect = seen(whole, owner);
        if (!rect) continue;
        if (rect.right > root.clientWidth + tolerance || rect.left < -tolerance) {
          faults.push(`beyond the window: ${describe(owner)}`);
        }
        let block = owner;
        while (getComputedStyle(block).display === "inline" && block.parentElement) {
          block = block.parentElement;
        }
        const box = block.getBoundingClientRect();
        if (
          !clips(block) &&
          (rect.right > box.right + tolerance || rect.left < box.left - tolerance)
        ) {
          faults.push(`beyond its box: ${describe(owner)}`);
        }
        texts.push({ rect, owner, layer });
      }
    }
    const deep = 3;
    for (const [index, one] of texts.entries()) {
      for (const other of texts.slice(index + 1)) {
        if (one.owner === other.owner || one.layer !== other.layer) continue;
        const across =
          Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left);
        const down =
          Math.min(one.rect.bottom, other.rect.bottom) - Math.max(one.rect.top, other.rect.top);
        // Lines of one text stand a little into each other where letters carry marks.
        if (across > deep && down > Math.max(deep, one.rect.height / 2)) {
          faults.push(`over each other: ${describe(one.owner)} and ${describe(other.owner)}`);
        }
      }
    }
    return [...new Set(faults)].slice(0, 20);
  });
}
