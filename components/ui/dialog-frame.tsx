"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { useRef, useState, type ReactNode } from "react";
import { UnsavedQuestion } from "./unsaved-question";
import { useTyped } from "./use-typed";

export interface DialogProps {
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
  closeLabel: string;
  /**
   * A palette is wide, begins at its edges, and says its title to screen readers alone.
   * @default "form"
   */
  look?: keyof typeof looks;
  /**
   * What is typed in it is no loss, such as a number that was not called.
   * @default false
   */
  disposable?: boolean;
  children: ReactNode;
}

const looks = {
  form: "top-[10vh] w-[min(28rem,calc(100vw-2rem))] p-6",
  palette: "top-2 w-[min(40rem,calc(100vw-1rem))] sm:top-[12vh]",
} as const;

/** An open dialog. Whoever closes it by hand is asked first when something that they have typed would be lost. */
export function DialogFrame({
  onOpenChange,
  title,
  description,
  closeLabel,
  look = "form",
  disposable = false,
  children,
}: DialogProps) {
  // Dialogs here have no trigger of Radix's: the focus goes back to wherever it was, by hand.
  const cameFrom = useRef<Element | null>(null);
  const { around, onFocusCapture, isTyped } = useTyped<HTMLDivElement>();
  /** Where the person was when they were asked. */
  const [asked, setAsked] = useState<{ at: Element | null } | null>(null);

  function stay() {
    setAsked(null);
    if (asked?.at instanceof HTMLElement) asked.at.focus();
  }
  function close() {
    if (asked) return stay();
    if (disposable || !isTyped()) return onOpenChange(false);
    setAsked({ at: document.activeElement });
  }

  return (
    <Radix.Root open onOpenChange={close}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Radix.Content
          ref={around}
          onFocusCapture={onFocusCapture}
          onOpenAutoFocus={() => {
            cameFrom.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (cameFrom.current instanceof HTMLElement) cameFrom.current.focus();
          }}
          // A field that offers something closes that first.
          onEscapeKeyDown={(event) => {
            if (document.activeElement?.matches("textarea[aria-activedescendant]")) {
              event.preventDefault();
            }
          }}
          {...(description ? {} : { "aria-describedby": undefined })}
          className={`fixed left-1/2 z-50 max-h-[86dvh] -translate-x-1/2 overflow-y-auto rounded-xl more-beyond shadow-pop [--under:var(--raised)] ${looks[look]}`}
        >
          <Radix.Title className={look === "form" ? "pr-8 text-lg font-semibold" : "sr-only"}>
            {title}
          </Radix.Title>
          {description && (
            <Radix.Description className="mt-1 text-sm text-ink-soft">
              {description}
            </Radix.Description>
          )}
          <div className={look === "form" ? "mt-4" : ""}>{children}</div>
          {asked && (
            <div className="sticky bottom-0 mt-4">
              <UnsavedQuestion onStay={stay} onLeave={() => onOpenChange(false)} />
            </div>
          )}
          <Radix.Close
            aria-label={closeLabel}
            className="absolute top-4 right-4 rounded-md p-1.5 text-ink-soft hover:bg-hover hover:text-ink"
          >
            <X aria-hidden className="size-4" />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
