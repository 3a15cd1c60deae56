import { Command } from "cmdk";
import type { ReactNode } from "react";
import type { Part } from "./highlight";

export const groupLooks =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-soft";

/** One line: what it is, and at its end what else helps to tell it from the next. */
export function PaletteItem(props: {
  value: string;
  icon: ReactNode;
  onSelect: () => void;
  children: ReactNode;
  aside?: ReactNode;
}) {
  return (
    <Command.Item
      value={props.value}
      onSelect={props.onSelect}
      className="flex min-h-9 cursor-default items-center gap-3 rounded-md px-2 py-1.5 select-none data-[selected=true]:bg-hover"
    >
      <span className="flex size-8 shrink-0 items-center justify-center text-ink-soft">
        {props.icon}
      </span>
      <span className="min-w-0 flex-1">{props.children}</span>
      {props.aside && (
        <span className="figures max-w-[45%] shrink-0 truncate text-right text-sm text-ink-soft">
          {props.aside}
        </span>
      )}
    </Command.Item>
  );
}

/** A text with what was typed marked in it: by weight and line, not by colour alone. */
export function Marked({ parts }: { parts: readonly Part[] }) {
  return parts.map(({ text, found }, index) =>
    found ? (
      <mark
        key={index}
        className="bg-transparent font-semibold text-accent underline decoration-accent/40 underline-offset-2"
      >
        {text}
      </mark>
    ) : (
      text
    ),
  );
}
