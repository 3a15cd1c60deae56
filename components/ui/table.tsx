import { ArrowDown, ArrowUp } from "lucide-react";
import { Link } from "#components/ui/link";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";

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
  /** Makes the header a link that sorts by it. */
  sort?: { href: string; active: "asc" | "desc" | null };
}

export function Header({ children, className, sort }: HeaderProps) {
  const Arrow = sort?.active === "desc" ? ArrowDown : ArrowUp;
  const direction = { asc: "ascending", desc: "descending" } as const;
  return (
    <th
      scope="col"
      aria-sort={sort?.active ? direction[sort.active] : undefined}
      className={classNames(
        "h-9 border-b border-line bg-sunken px-3 text-xs font-medium whitespace-nowrap text-ink-soft",
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
