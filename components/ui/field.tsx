"use client";

import { Slot } from "radix-ui";
import { type ReactElement, useId, type ReactNode } from "react";

interface FieldProps {
  label: string;
  help?: string;
  error?: string;
  /** Shown after the label of a field that may stay empty. */
  hint?: string;
  /** The one control; it gets its id and its descriptions from here. */
  children: ReactElement;
}

/** A label, a control, and what is to be said about it. */
export function Field({ label, help, error, hint, children }: FieldProps) {
  const id = useId();
  const described = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="flex items-baseline gap-2 text-sm font-medium">
        {label}
        {hint && <span className="text-xs font-normal text-ink-soft">{hint}</span>}
      </label>
      <Slot.Root
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
      >
        {children}
      </Slot.Root>
      {help && (
        <p id={`${id}-help`} className="text-xs text-ink-soft">
          {help}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-xs font-medium text-missed">
          {error}
        </p>
      )}
    </div>
  );
}

interface FormProps {
  onSubmit: (form: FormData) => void;
  children: ReactNode;
}

/** Not a form action: React would empty the fields after each try, refused ones too. */
export function Form({ onSubmit, children }: FormProps) {
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(new FormData(event.currentTarget));
      }}
    >
      {children}
    </form>
  );
}
