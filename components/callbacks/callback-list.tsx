"use client";

import { useEffect, useRef, useState, type FocusEvent } from "react";
import { useHotkeys } from "react-hotkeys-hook";
import type { CallbackView } from "#lib/realtime/events";
import { CallbackRow } from "./callback-row";

/** Rows that j and k, or the arrows, go through. When the row with the focus leaves, the next has it. */
export function CallbackList(props: {
  label: string;
  callbacks: CallbackView[];
  now: number;
  /** Has the keys while no list has the focus. */
  first?: boolean;
}) {
  const { label, callbacks, now, first = false } = props;
  const list = useRef<HTMLUListElement>(null);
  const [place, setPlace] = useState(0);
  const holds = useRef(false);
  const reachable = Math.min(place, callbacks.length - 1);

  const go = (to: number) => {
    const row = list.current?.children.item(Math.max(0, Math.min(to, callbacks.length - 1)));
    (row as HTMLElement | null)?.focus();
  };
  const step = (by: number) => {
    const focused = document.activeElement?.closest("[data-callback-list]");
    if (focused === list.current) go(reachable + by);
    else if (first && !focused) go(reachable);
  };
  /** The row that has the focus itself; a button in it keeps its own keys. */
  const focusedRow = () => {
    const row = document.activeElement;
    return row?.tagName === "LI" && list.current?.contains(row) ? row : null;
  };
  useHotkeys("j", () => step(1));
  useHotkeys("k", () => step(-1));
  useHotkeys("down,up", (event) => {
    if (!focusedRow()) return;
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
  });
  useHotkeys("enter", () => {
    focusedRow()?.querySelector<HTMLButtonElement>("[data-call] button")?.click();
  });

  function onFocus(event: FocusEvent) {
    holds.current = true;
    const row = (event.target as HTMLElement).closest("li");
    setPlace([...(list.current?.children ?? [])].indexOf(row!));
  }

  useEffect(() => {
    // It vanished with its row; who has left the list by themselves is not called back.
    if (holds.current && document.activeElement === document.body) go(reachable);
  });

  return (
    <ul
      ref={list}
      aria-label={label}
      data-callback-list
      onFocus={onFocus}
      onBlur={({ target }) => (holds.current = !target.isConnected)}
      className="rounded-xl border border-line bg-surface shadow-card"
    >
      {callbacks.map((callback, index) => (
        <CallbackRow
          key={callback.id}
          callback={callback}
          now={now}
          reachable={index === reachable}
        />
      ))}
    </ul>
  );
}
