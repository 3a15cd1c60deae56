"use client";

import { useEffect, useId, useRef, useState, type ComponentProps, type KeyboardEvent } from "react";
import { Input } from "./input";

/** Long enough to let a letter follow, in ms. */
const pause = 120;

interface SuggestInputProps extends Omit<ComponentProps<"input">, "value" | "defaultValue"> {
  defaultValue?: string;
  /** What to offer for what has been typed so far. */
  suggest: (text: string) => string[] | Promise<string[]>;
  /** Takes what was chosen; the box is empty for the next. Without it what was chosen stays in the box. */
  onChoose?: (text: string) => void;
}

/** Any text, with what was written before offered below: by arrow keys and Enter, or by a click. */
export function SuggestInput({
  defaultValue = "",
  suggest,
  onChoose,
  onKeyDown,
  ...props
}: SuggestInputProps) {
  const list = useId();
  const [text, setText] = useState(defaultValue);
  const [offers, setOffers] = useState<string[]>([]);
  const [active, setActive] = useState(-1);
  const timer = useRef<number>(undefined);
  const asked = useRef("");
  useEffect(() => () => window.clearTimeout(timer.current), []);

  function look(typed: string) {
    asked.current = typed;
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      void Promise.resolve(suggest(typed.trim()))
        .catch(() => [])
        .then((found) => {
          if (asked.current !== typed) return;
          setOffers(found.filter((one) => one !== typed));
          setActive(-1);
        });
    }, pause);
  }

  function close() {
    asked.current = "\0";
    window.clearTimeout(timer.current);
    setOffers([]);
  }

  function choose(offer: string) {
    setText(onChoose ? "" : offer);
    onChoose?.(offer);
    close();
  }

  function onKey(event: KeyboardEvent<HTMLInputElement>) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && offers.length > 0) {
      event.preventDefault();
      setActive((active + step + offers.length + 1) % (offers.length + 1));
    } else if (event.key === "Enter" && offers[active]) {
      event.preventDefault();
      choose(offers[active]);
    } else if (event.key === "Enter" && onChoose && text.trim()) {
      event.preventDefault();
      choose(text.trim());
    } else if (event.key === "Escape" && offers.length > 0) {
      event.stopPropagation();
      close();
    } else {
      onKeyDown?.(event);
    }
  }

  return (
    <span className="relative block min-w-0 flex-1">
      <Input
        {...props}
        value={text}
        autoComplete="off"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={offers.length > 0}
        aria-controls={list}
        aria-activedescendant={offers[active] ? `${list}-${active}` : undefined}
        onChange={(event) => {
          setText(event.target.value);
          look(event.target.value);
        }}
        onFocus={() => look(text)}
        onBlur={close}
        onKeyDown={onKey}
      />
      <ul
        id={list}
        role="listbox"
        aria-label={props["aria-label"]}
        hidden={offers.length === 0}
        className="absolute inset-x-0 top-full z-40 mt-1 max-h-64 overflow-y-auto rounded-lg bg-raised p-1 shadow-pop"
      >
        {offers.map((offer, index) => (
          // The box keeps the focus and has the keys.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <li
            key={offer}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(offer)}
            className="cursor-default truncate rounded-md px-2 py-1.5 hover:bg-hover aria-selected:bg-hover"
          >
            {offer}
          </li>
        ))}
      </ul>
    </span>
  );
}
