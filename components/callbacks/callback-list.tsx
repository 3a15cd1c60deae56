"use client";

import { useTranslations } from "next-intl";
import { type FocusEvent, useEffect, useRef, useState } from "react";
import { useHotkeys } from "react-hotkeys-hook";
import { Kbd } from "#components/ui/page";
import type { CallbackView } from "#lib/callbacks/callback-view";
import { hasOwnKeys } from "../ui/has-own-keys";
import { useSelection } from "./beside-lists";
import { CallbackRow } from "./callback-row";

/**
 * Rows that j and k, or the arrows, go through. When the row with the focus leaves, none has it: the keys are
 * for a client whom the person has gone to, and the way goes on from where it was.
 */
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
  const { selected, select } = useSelection();
  const reachable = Math.min(place, callbacks.length - 1);

  const go = (to: number) => {
    const row = list.current?.children.item(Math.max(0, Math.min(to, callbacks.length - 1)));
    (row as HTMLElement | null)?.focus();
  };
  const step = (by: number) => {
    const focused = document.activeElement?.closest("[data-callback-list]");
    const row = document.activeElement?.closest("li");
    if (focused !== list.current) {
      if (first && !focused) go(reachable);
    } else if (row) go([...list.current!.children].indexOf(row) + by);
    // The row that stood here has left, and the next has come up to its place.
    else go(by > 0 ? place : place - 1);
  };
  /** The row that has the focus itself; a button in it keeps its own keys. */
  const focusedRow = () => {
    const row = document.activeElement;
    return row?.tagName === "LI" && list.current?.contains(row) ? row : null;
  };
  useHotkeys("j", () => step(1), { ignoreEventWhen: hasOwnKeys });
  useHotkeys("k", () => step(-1), { ignoreEventWhen: hasOwnKeys });
  useHotkeys("down,up", (event) => {
    if (!focusedRow() && document.activeElement !== list.current) return;
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
  });
  const press = (what: string) => focusedRow()?.querySelector<HTMLElement>(what)?.click();
  useHotkeys("enter", () => press("[data-call] button, [data-who] a"));
  useHotkeys("e", () => press("button[data-done]"), { ignoreEventWhen: hasOwnKeys });

  function onFocus(event: FocusEvent) {
    holds.current = true;
    const row = (event.target as HTMLElement).closest("li");
    if (!row) return;
    const index = [...(list.current?.children ?? [])].indexOf(row);
    setPlace(index);
    if (callbacks[index]) select(callbacks[index].id);
  }

  useEffect(() => {
    // It vanished with its row; who has left the list by themselves is not called back.
    if (holds.current && document.activeElement === document.body) {
      list.current?.focus({ preventScroll: true });
    }
  });

  return (
    // Its own room decides how a row is laid out, not the window's: a card may stand beside it.
    <div className="@container">
      <ul
        ref={list}
        tabIndex={-1}
        aria-label={label}
        data-callback-list
        onFocus={onFocus}
        onBlur={({ target }) => (holds.current = !target.isConnected)}
        className="gap-x-4 rounded-xl border border-line bg-surface shadow-card @3xl:grid @3xl:grid-cols-[11.25rem_minmax(0,1fr)_minmax(0,1.3fr)_fit-content(22rem)]"
      >
        {callbacks.map((callback, index) => (
          <CallbackRow
            key={callback.id}
            callback={callback}
            now={now}
            reachable={index === reachable}
            selected={callback.id === selected?.id}
          />
        ))}
      </ul>
    </div>
  );
}

/** Which keys the list has. */
export function QueueKeys() {
  const t = useTranslations("callbacks.keys");
  return (
    <p className="mt-4 hidden items-center keys-rest:invisible gap-1.5 text-xs text-ink-soft sm:flex">
      <Kbd>J</Kbd>
      <Kbd>K</Kbd> {t("move")} <Kbd>Enter</Kbd> {t("call")} <Kbd>E</Kbd> {t("done")}
    </p>
  );
}
