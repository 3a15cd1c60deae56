import type { ComponentProps } from "react";
import { classNames } from "./class-names";

const looks =
  "w-full rounded-md border border-line-strong bg-surface px-3 text-ink placeholder:text-ink-soft/80 hover:border-ink-soft focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent aria-invalid:border-missed disabled:opacity-60";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input className={classNames(looks, "h-9", className)} {...props} />;
}

export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return <textarea className={classNames(looks, "min-h-24 py-2", className)} {...props} />;
}

/** The browser's own list: right on every phone, by key and for screen readers. */
export function Select({ className, ...props }: ComponentProps<"select">) {
  return (
    <select
      className={classNames(looks, "select-arrow h-9 appearance-none pr-8", className)}
      {...props}
    />
  );
}
