"use client";

import { ListFilter, X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";
import { Link } from "./link";
import { Popover } from "./menu";

interface FiltersButtonProps {
  label: string;
  /** How many are at work. */
  active: number;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The filters' form. */
  children: ReactNode;
}

/** The button that opens the form of a list's filters. */
export function FiltersPopover({
  label,
  active,
  open,
  onOpenChange,
  children,
}: FiltersButtonProps) {
  return (
    <Popover
      open={open}
      onOpenChange={onOpenChange}
      label={label}
      trigger={
        <Button size="sm">
          <ListFilter aria-hidden className="size-3.5" />
          {label}
          {active > 0 && <span className="figures text-accent">{active}</span>}
        </Button>
      }
    >
      {children}
    </Popover>
  );
}

export interface FilterChip {
  name: string;
  value: string;
  /** The list without it. */
  href: string;
  /** What its link does, in words. */
  remove: string;
}

/** The filters at work, each with a way to take it off. */
export function FilterChips({ label, chips }: { label: string; chips: readonly FilterChip[] }) {
  if (chips.length === 0) return null;
  return (
    <ul aria-label={label} className="mb-2 flex flex-wrap gap-1.5">
      {chips.map(({ name, value, href, remove }) => (
        <li key={name}>
          <Link
            href={href}
            aria-label={remove}
            className="inline-flex items-center gap-1 rounded-md bg-accent-soft py-1 pr-1.5 pl-2 text-sm text-accent hover:brightness-95"
          >
            <span>{name}:</span>
            <span className="max-w-48 truncate font-medium">{value}</span>
            <X aria-hidden className="size-3.5" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
