"use client";

import { Slot } from "radix-ui";
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { later, useLater } from "./later";
import type { MenuChoiceProps } from "./menu-parts";

/** Most menus of a page are never opened. */
const parts = later(() => import("./menu-parts"));

const stateOf = (open: boolean) => ({
  "aria-expanded": open,
  "data-state": open ? "open" : "closed",
  onPointerEnter: () => void parts.fetch(),
});

const opening = ["Enter", " ", "ArrowDown"];

/** Opens at the press, as menus of the system do, by Enter, Space and the arrow. */
export function Menu({ trigger, children }: { trigger: ReactNode; children: ReactNode }) {
  const id = useId();
  const button = useRef<HTMLElement>(null);
  const [open, setOpen] = useState(false);
  const come = useLater(parts, open);

  function onKeyDown(event: KeyboardEvent) {
    if (!opening.includes(event.key)) return;
    event.preventDefault();
    setOpen(event.key === "ArrowDown" || !open);
  }

  return (
    <>
      <Slot.Root
        ref={button}
        id={id}
        aria-haspopup="menu"
        {...stateOf(open)}
        onPointerDown={(event) => {
          if (event.button !== 0 || event.ctrlKey || isDisabled(event.currentTarget)) return;
          setOpen(!open);
          // The focus is the menu's.
          if (!open) event.preventDefault();
        }}
        onKeyDown={onKeyDown}
      >
        {trigger}
      </Slot.Root>
      {come && (
        <come.MenuPanel open={open} onOpenChange={setOpen} trigger={button} labelledBy={id}>
          {children}
        </come.MenuPanel>
      )}
    </>
  );
}

const isDisabled = (element: Element) => element.matches(":disabled");

/** Within a menu, which is there: so its parts are. */
const within = () => parts.come()!;

export function MenuItem(props: { icon?: ReactNode; onSelect: () => void; children: ReactNode }) {
  const { MenuItem: Item } = within();
  return <Item {...props} />;
}

export function MenuChoice<T extends string>(props: MenuChoiceProps<T>) {
  const { MenuChoice: Choice } = within();
  return <Choice {...props} />;
}

/** Says what the items below it are for. */
export function MenuHeading(props: { children: ReactNode }) {
  const { MenuHeading: Heading } = within();
  return <Heading {...props} />;
}

export function MenuSeparator() {
  const { MenuSeparator: Separator } = within();
  return <Separator />;
}

interface PopoverProps {
  trigger: ReactNode;
  label: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
}

/** A small form beside the button that opens it; Escape or a click elsewhere puts it away. */
export function Popover({ trigger, label, open, onOpenChange, children }: PopoverProps) {
  const button = useRef<HTMLElement>(null);
  const come = useLater(parts, open);
  return (
    <>
      <Slot.Root
        ref={button}
        aria-haspopup="dialog"
        {...stateOf(open)}
        onClick={() => onOpenChange(!open)}
      >
        {trigger}
      </Slot.Root>
      {come && (
        <come.PopoverPanel open={open} onOpenChange={onOpenChange} trigger={button} label={label}>
          {children}
        </come.PopoverPanel>
      )}
    </>
  );
}
