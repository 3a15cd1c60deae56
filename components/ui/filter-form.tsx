"use client";

import type { ReactNode } from "react";
import { Button } from "./button";

interface FilterFormProps {
  apply: string;
  clear: string;
  onApply: (form: FormData) => void;
  onClear: () => void;
  /** The fields. */
  children: ReactNode;
}

/** What a filters' button opens: where the screen is too low for all fields they scroll, the buttons stay in sight. */
export function FilterForm({ apply, clear, onApply, onClear, children }: FilterFormProps) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onApply(new FormData(event.currentTarget));
      }}
      className="-m-4 flex max-h-(--radix-popover-content-available-height) flex-col"
    >
      <div className="min-h-0 overflow-y-auto p-4">{children}</div>
      <div className="flex gap-2 border-t border-line px-4 py-3">
        <Button type="submit" variant="primary">
          {apply}
        </Button>
        <Button variant="ghost" onClick={onClear}>
          {clear}
        </Button>
      </div>
    </form>
  );
}
