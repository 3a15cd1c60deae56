import { ChevronLeft } from "lucide-react";
import { Link } from "#components/ui/link";

/** The way up, above a page's title. */
export function BackLink({ href, children }: { href: string; children: string }) {
  return (
    <Link
      href={href}
      className="mb-1 -ml-1 inline-flex items-center gap-0.5 text-sm text-ink-soft hover:text-ink"
    >
      <ChevronLeft aria-hidden className="size-4" />
      {children}
    </Link>
  );
}
