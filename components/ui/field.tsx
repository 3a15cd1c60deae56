"use client";

import { Slot, Switch as Radix } from "radix-ui";
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

interface SwitchProps {
  label: string;
  help?: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}

/** A switch with its words, as wide as its place. */
export function Switch({ label, help, checked, disabled, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-3">
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {help && (
          <p id={`${id}-help`} className="text-sm text-ink-soft">
            {help}
          </p>
        )}
      </div>
      <Radix.Root
        id={id}
        checked={checked}
        disabled={disabled}
        onCheckedChange={onChange}
        aria-describedby={help && `${id}-help`}
        className="mt-0.5 h-5 w-9 shrink-0 rounded-full bg-ink-soft p-0.5 transition-colors duration-100 disabled:opacity-50 data-[state=checked]:bg-accent-fill"
      >
        <Radix.Thumb className="block size-4 rounded-full bg-on-accent transition-transform duration-100 data-[state=checked]:translate-x-4" />
      </Radix.Root>
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
