"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";

export interface Selection {
  /** Ids of those chosen that are on this page. */
  chosen: ReadonlySet<string>;
  /** Whether all on this page are. */
  all: boolean;
  /** @param withShift all from the one chosen last up to this one */
  toggle: (index: number, withShift: boolean) => void;
  toggleAll: () => void;
  /** These and no others. */
  choose: (ids: readonly string[]) => void;
  clear: () => void;
}

/** What was chosen on the screen that was left last, by Next's own name for that visit. */
let left: { visit: string; marked: ReadonlySet<string> } | null = null;

/** What is chosen of one page of a list; whoever goes to a contact and back finds it chosen still. */
export function useSelection(ids: readonly string[]): Selection {
  const { bfcacheId: visit } = useRouter();
  const [marked, setState] = useState<ReadonlySet<string>>(
    left?.visit === visit ? left.marked : new Set(),
  );
  const last = useRef<string | null>(null);
  function setMarked(next: ReadonlySet<string>) {
    left = { visit, marked: next };
    setState(next);
  }
  const chosen = new Set(ids.filter((id) => marked.has(id)));

  function toggle(index: number, withShift: boolean) {
    const from = withShift && last.current ? ids.indexOf(last.current) : -1;
    const range = from === -1 ? [index, index] : [Math.min(from, index), Math.max(from, index)];
    const on = !chosen.has(ids[index]!);
    const next = new Set(chosen);
    for (const id of ids.slice(range[0], range[1]! + 1)) {
      if (on) next.add(id);
      else next.delete(id);
    }
    last.current = ids[index]!;
    setMarked(next);
  }

  const all = ids.length > 0 && chosen.size === ids.length;
  return {
    chosen,
    all,
    toggle,
    toggleAll: () => setMarked(all ? new Set() : new Set(ids)),
    choose: (some) => setMarked(new Set(some)),
    clear: () => setMarked(new Set()),
  };
}
