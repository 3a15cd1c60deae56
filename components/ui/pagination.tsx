import { ChevronLeft, ChevronRight } from "lucide-react";
import { Link } from "#components/ui/link";
import { Button } from "./button";

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
