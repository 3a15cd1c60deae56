"use client";

import { Check } from "lucide-react";
import { Popover as RadixPopover } from "radix-ui";
import { Menu as Radix } from "radix-ui/internal";
import { useRef, type ReactNode, type RefObject } from "react";

const item =
  "flex cursor-default items-center gap-2 rounded-md px-2 py-1.5 outline-none select-none data-[highlighted]:bg-hover";

interface PanelProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The button that opens it. */
  trigger: RefObject<HTMLElement | null>;
  children: ReactNode;
}

/** Beside the button, and within the screen. */
const place = { align: "start", sideOffset: 6, collisionPadding: 8 } as const;

/**
 * What Radix's own trigger would do when the panel closes. Ours is none of Radix's: it is on the page long before
 * Radix is.
 */
function useWayBack(trigger: PanelProps["trigger"]) {
  const wentElsewhere = useRef(false);
  return {
    onInteractOutside(event: { target: EventTarget | null; preventDefault: () => void }) {
      wentElsewhere.current = true;
      // The button itself closes what it has opened.
      if (trigger.current?.contains(event.target as Node)) event.preventDefault();
    },
    onCloseAutoFocus(event: Event) {
      if (!wentElsewhere.current) trigger.current?.focus();
      wentElsewhere.current = false;
      event.preventDefault();
    },
  };
}

/** There before it is opened: it hears whether that is done by key, and then begins at its first line. */
export function MenuPanel({
  open,
  onOpenChange,
  trigger,
  labelledBy,
  children,
}: PanelProps & { labelledBy: string }) {
  const wayBack = useWayBack(trigger);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange} modal={false}>
      <Radix.Anchor virtualRef={trigger as RefObject<HTMLElement>} />
      <Radix.Portal>
        <Radix.Content
          {...place}
          {...wayBack}
          aria-labelledby={labelledBy}
          className="z-50 max-h-(--radix-popper-available-height) min-w-56 overflow-y-auto rounded-lg bg-raised p-1.5 shadow-pop"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function MenuItem(props: { icon?: ReactNode; onSelect: () => void; children: ReactNode }) {
  return (
    <Radix.Item className={item} onSelect={props.onSelect}>
      {props.icon}
      {props.children}
    </Radix.Item>
  );
}

export interface MenuChoiceProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}

export function MenuChoice<T extends string>(props: MenuChoiceProps<T>) {
  return (
    <Radix.RadioGroup value={props.value} onValueChange={(value) => props.onChange(value as T)}>
      <MenuHeading>{props.label}</MenuHeading>
      {props.options.map((option) => (
        <Radix.RadioItem key={option.value} value={option.value} className={item}>
          <span className="flex size-4 items-center">
            <Radix.ItemIndicator>
              <Check aria-hidden className="size-4 text-accent" />
            </Radix.ItemIndicator>
          </span>
          {option.label}
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return (
    <Radix.Label className="px-2 pt-2 pb-1 text-xs font-medium text-ink-soft">
      {children}
    </Radix.Label>
  );
}

export function MenuSeparator() {
  return <Radix.Separator className="mx-1 my-1.5 h-px bg-line" />;
}

export function PopoverPanel({
  open,
  onOpenChange,
  trigger,
  label,
  children,
}: PanelProps & { label: string }) {
  const wayBack = useWayBack(trigger);
  return (
    <RadixPopover.Root open={open} onOpenChange={onOpenChange}>
      <RadixPopover.Anchor virtualRef={trigger as RefObject<HTMLElement>} />
      <RadixPopover.Portal>
        <RadixPopover.Content
          {...place}
          {...wayBack}
          aria-label={label}
          className="z-50 max-h-(--radix-popover-content-available-height) w-min max-w-[calc(100vw-1rem)] min-w-[min(20rem,calc(100vw-1rem))] overflow-y-auto rounded-lg bg-raised p-4 shadow-pop"
        >
          {children}
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  );
}
