"use client";

import { createContext, type ReactNode, useContext, useMemo, useRef, useState } from "react";
import type { CallbackView } from "#lib/callbacks/callback-view";
import { useShown } from "../ui/use-shown";

interface Selection {
  /** The row that was last gone to, before that the first one; null: there is none, or it has left. */
  selected: CallbackView | null;
  /** The row below it. */
  next: CallbackView | null;
  select: (id: string) => void;
}

const Context = createContext<Selection>({
  selected: null,
  next: null,
  select: () => undefined,
});
export const useSelection = () => useContext(Context);

interface BesideListsProps {
  /** Of all lists, in their order. */
  callbacks: CallbackView[];
  /** What there is to know of the selected one: shown, and asked for, where the page has room for it. */
  beside: ReactNode;
  children: ReactNode;
}

/** Lists of callbacks, and what stands beside them on a wide screen; a docked card may leave no room (app/globals.css). */
export function BesideLists({ callbacks, beside, children }: BesideListsProps) {
  const [id, select] = useState<string | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const shown = useShown(place);
  const selection = useMemo(() => {
    const index = id === null ? 0 : callbacks.findIndex((callback) => callback.id === id);
    return { selected: callbacks[index] ?? null, next: callbacks[index + 1] ?? null, select };
  }, [callbacks, id]);
  return (
    <Context value={selection}>
      {/* The shell gives a page with such a mark more than its usual width. */}
      <div data-beside className={`relative ${shown ? "pane-shown" : ""}`}>
        <div className="min-w-0">{children}</div>
        <div ref={place} data-beside-pane>
          {shown && selection.selected && beside}
        </div>
      </div>
    </Context>
  );
}
