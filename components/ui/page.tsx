import { type LucideIcon, ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "./link";

export function PageHeader(props: { title: ReactNode; subtitle?: ReactNode; actions?: ReactNode }) {
  return (
    <header className="mb-4 flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-3">
      <div className="min-w-0">
        <h1 className="truncate text-xl font-semibold tracking-tight">{props.title}</h1>
        {props.subtitle && <p className="text-sm text-ink-soft">{props.subtitle}</p>}
      </div>
      {props.actions && (
        <div className="flex flex-wrap items-center gap-2 max-sm:has-[form]:grow">
          {props.actions}
        </div>
      )}
    </header>
  );
}

export function Card({
  title,
  actions,
  children,
}: {
  title?: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="rounded-xl border border-line bg-surface shadow-card">
      {title && (
        <div className="flex items-center justify-between gap-2 border-b border-line px-4 py-2.5">
          <h2 className="font-semibold">{title}</h2>
          {actions}
        </div>
      )}
      {children}
    </section>
  );
}

/** What a list shows when there is nothing: why, and what to do about it. */
export function EmptyState(props: {
  icon: LucideIcon;
  title: string;
  text: string;
  action?: ReactNode;
}) {
  const Icon = props.icon;
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-14 text-center">
      <span className="mb-1 flex size-11 items-center justify-center rounded-full bg-sunken">
        <Icon aria-hidden className="size-5 text-ink-soft" />
      </span>
      <p className="font-semibold">{props.title}</p>
      <p className="max-w-sm text-sm text-ink-soft">{props.text}</p>
      {props.action && <div className="mt-3">{props.action}</div>}
    </div>
  );
}

export function Skeleton({ className = "" }: { className?: string }) {
  return <div aria-hidden className={`animate-pulse rounded bg-hover ${className}`} />;
}

/** A list that is still on its way. */
export function ListSkeleton({ rows = 12, label }: { rows?: number; label: string }) {
  return (
    <div role="status" aria-label={label} className="rounded-xl border border-line bg-surface p-4">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-9 items-center gap-6">
          <Skeleton className="h-3.5 w-1/4" />
          <Skeleton className="h-3.5 w-1/5" />
          <Skeleton className="h-3.5 w-1/3" />
        </div>
      ))}
    </div>
  );
}

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="figures min-w-4.5 shrink-0 rounded border border-line-strong bg-sunken px-1 text-center font-sans text-xs text-ink-soft">
      {children}
    </kbd>
  );
}

/** The way up, above a page's title: back to that list as it was left, for who has come from there. */
export function BackLink({ href, children }: { href: string; children: string }) {
  return (
    <Link
      href={href}
      backTo
      className="mb-1 -ml-1 inline-flex max-w-full items-center gap-0.5 text-sm text-ink-soft hover:text-ink"
    >
      <ChevronLeft aria-hidden className="size-4 shrink-0" />
      <span className="truncate">{children}</span>
    </Link>
  );
}
