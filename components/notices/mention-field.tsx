"use client";

import { useTranslations } from "next-intl";
import {
  useId,
  useRef,
  useState,
  type ComponentProps,
  type KeyboardEvent,
  type ReactNode,
} from "react";
import { useColleagues, useMe } from "#components/live/live-provider";
import { Textarea } from "#components/ui/input";
import { beginMention, type BegunMention, mentionOffers } from "./begin-mention";

interface MentionFieldProps extends ComponentProps<typeof Textarea> {
  /** What lies over the field. */
  children?: ReactNode;
}

/** A note's field: "@" offers colleagues below it, by arrow keys and Enter or Tab, or by a click. */
export function MentionField({ children, ...props }: MentionFieldProps) {
  const t = useTranslations("notes");
  const people = useColleagues();
  const me = useMe().userId;
  const list = useId();
  const frame = useRef<HTMLSpanElement>(null);
  const [begun, setBegun] = useState<BegunMention | null>(null);
  const [active, setActive] = useState(0);
  /** Where somebody has said that they mean no colleague. */
  const declined = useRef(-1);
  const others = people.filter(({ id }) => id !== me);
  const offers = begun ? mentionOffers(others, begun.typed) : [];

  function look(element: HTMLTextAreaElement) {
    const { value, selectionStart, selectionEnd } = element;
    const now = selectionStart === selectionEnd ? beginMention(value, selectionStart) : null;
    if (now?.from !== declined.current) declined.current = -1;
    setBegun(declined.current === -1 ? now : null);
    if (now?.typed !== begun?.typed) setActive(0);
  }

  function take(name: string) {
    const element = frame.current!.querySelector("textarea")!;
    const { from, to } = begun!;
    const isApart = /^\s/.test(element.value.slice(to));
    element.setRangeText(`@${name}${isApart ? "" : " "}`, from, to, "end");
    // Whoever listens for what is typed hears of it as of a key.
    element.dispatchEvent(new Event("input", { bubbles: true }));
    setBegun(null);
  }

  function onKey(event: KeyboardEvent<HTMLTextAreaElement>) {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    const offer = offers[active];
    if (!offer || !isPlain || event.nativeEvent.isComposing) return props.onKeyDown?.(event);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setActive((active + step + offers.length) % offers.length);
    else if (event.key === "Enter" || event.key === "Tab") take(offer.name);
    else if (event.key === "Escape") {
      declined.current = begun!.from;
      setBegun(null);
    } else return props.onKeyDown?.(event);
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <span ref={frame} className="flex flex-col gap-1">
      <span className="relative flex flex-col">
        <Textarea
          {...props}
          aria-autocomplete="list"
          aria-controls={offers.length > 0 ? list : undefined}
          aria-activedescendant={offers.length > 0 ? `${list}-${active}` : undefined}
          onChange={(event) => {
            props.onChange?.(event);
            look(event.target);
          }}
          onSelect={(event) => look(event.currentTarget)}
          onBlur={(event) => {
            props.onBlur?.(event);
            setBegun(null);
          }}
          onKeyDown={onKey}
        />
        {children}
      </span>
      {offers.length > 0 && (
        <ul
          id={list}
          role="listbox"
          aria-label={t("colleagues")}
          className="rounded-lg border border-line bg-raised p-1 text-sm shadow-pop"
        >
          {offers.map(({ id, name }, index) => (
            // The field keeps the focus and has the keys.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events
            <li
              key={id}
              id={`${list}-${index}`}
              role="option"
              aria-selected={index === active}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(name)}
              className="cursor-default truncate rounded-md px-2 py-1 hover:bg-hover aria-selected:bg-hover"
            >
              {name}
            </li>
          ))}
        </ul>
      )}
    </span>
  );
}
