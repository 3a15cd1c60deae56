"use client";

import { type ComponentProps, useState } from "react";
import { Button } from "./button";

interface FileInputProps extends Omit<ComponentProps<"input">, "type" | "onChange"> {
  /** Words of its button, and what is said while nothing is chosen: a browser's own are in the browser's language. */
  choose: string;
  none: string;
  onFile: (file: File | undefined) => void;
}

/** The browser's control, unseen above a button of ours: it takes clicks, drops and keys itself. */
export function FileInput({ choose, none, onFile, className = "", ...rest }: FileInputProps) {
  const [name, setName] = useState<string | null>(null);
  return (
    <span
      className={`relative flex min-w-0 items-center gap-2 rounded-md focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent ${className}`}
    >
      <Button asChild>
        <span aria-hidden>{choose}</span>
      </Button>
      <span aria-hidden className="min-w-0 truncate text-sm text-ink-soft">
        {name ?? none}
      </span>
      <input
        {...rest}
        type="file"
        className="absolute inset-0 cursor-pointer opacity-0"
        onChange={(event) => {
          const file = event.target.files?.[0];
          setName(file?.name ?? null);
          onFile(file);
        }}
      />
    </span>
  );
}
