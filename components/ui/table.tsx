import { ArrowDown, ArrowUp, ChevronLeft, ChevronRight } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { Link } from "#components/ui/link";
import { classNames } from "./class-names";
import { Button } from "./button";

/** A dense table: 20 rows on a laptop. On narrow screens it scrolls within itself, never the page. */
export function Table({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="relative overflow-x-auto rounded-xl border border-line bg-surface shadow-card">
      <table aria-label={label} className="w-full border-collapse text-left">
        {children}
      </table>
    </div>
  );
}

export function Row({ className, ...props }: ComponentProps<"tr">) {
  return (
    <tr
      className={classNames("h-9 border-b border-line last:border-0 hover:bg-hover", className)}
      {...props}
    />
  );
}

export function Cell({ className, ...props }: ComponentProps<"td">) {
  return <td className={classNames("px-3 py-1 align-middle", className)} {...props} />;
}

interface HeaderProps {
  children: ReactNode;
  className?: string;
  /** Long words stand in several lines: for tables of many columns. */
  wraps?: boolean;
  /** Makes the header a link that sorts by it. */
  sort?: { href: string; active: "asc" | "desc" | null };
}

export function Header({ children, className, wraps = false, sort }: HeaderProps) {
  const Arrow = sort?.active === "desc" ? ArrowDown : ArrowUp;
  const direction = { asc: "ascending", desc: "descending" } as const;
  return (
    <th
      scope="col"
      aria-sort={sort?.active ? direction[sort.active] : undefined}
      className={classNames(
        "h-9 border-b border-line bg-sunken px-3 text-xs font-medium text-ink-soft",
        wraps ? "py-1.5 align-bottom" : "whitespace-nowrap",
        className,
      )}
    >
      {sort ? (
        <Link href={sort.href} className="inline-flex items-center gap-1 hover:text-ink">
          {children}
          {sort.active && <Arrow aria-hidden className="size-3" />}
        </Link>
      ) : (
        children
      )}
    </th>
  );
}

interface PaginationProps {
  label: string;
  summary: string;
  previous: { href: string | null; label: string };
  next: { href: string | null; label: string };
}

export function Pagination({ label, summary, previous, next }: PaginationProps) {
  return (
    <nav aria-label={label} className="flex items-center justify-between gap-2 px-1 py-3">
      <span className="figures text-sm text-ink-soft">{summary}</span>
      <span className="flex gap-1">
        <Step {...previous}>
          <ChevronLeft aria-hidden className="size-4" />
        </Step>
        <Step {...next}>
          <ChevronRight aria-hidden className="size-4" />
        </Step>
      </span>
    </nav>
  );
}

function Step({
  href,
  label,
  children,
}: {
  href: string | null;
  label: string;
  children: React.ReactNode;
}) {
  if (!href) {
    return (
      <Button size="icon" disabled aria-label={label}>
        {children}
      </Button>
    );
  }
  return (
    <Button size="icon" asChild>
      <Link href={href} aria-label={label}>
        {children}
      </Link>
    </Button>
  );
}
