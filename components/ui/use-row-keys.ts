import type { RefObject } from "react";
import { useHotkeys } from "react-hotkeys-hook";
import { hasOwnKeys } from "./has-own-keys";

/**
 * J and K go through the rows of a table or list, by the link that each has as `data-row`, from the row that has the focus;
 * Enter opens it, as it does any link.
 */
export function useRowKeys(table: RefObject<HTMLElement | null>): void {
  function step(by: number): void {
    const links = [...(table.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
    const at = links.findIndex((link) => link.closest("tr, li")?.contains(document.activeElement));
    links[at === -1 ? 0 : Math.max(0, Math.min(at + by, links.length - 1))]?.focus();
  }
  useHotkeys("j", () => step(1), { ignoreEventWhen: hasOwnKeys });
  useHotkeys("k", () => step(-1), { ignoreEventWhen: hasOwnKeys });
}
