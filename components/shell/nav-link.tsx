"use client";

import { Cable, PhoneCall, UserCog, Users } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";

const icons = { contacts: Users, calls: PhoneCall, connections: Cable, people: UserCog } as const;

export function NavLink(props: { href: string; icon: keyof typeof icons; label: string }) {
  const Icon = icons[props.icon];
  const path = usePathname();
  const here = path === props.href || path.startsWith(`${props.href}/`);
  return (
    <Link
      href={props.href}
      aria-current={here ? "page" : undefined}
      className="flex min-w-0 flex-1 flex-col items-center gap-0.5 px-1 py-2 text-xs text-ink-soft transition-colors duration-100 hover:text-ink aria-[current]:font-medium aria-[current]:text-accent sm:flex-none sm:flex-row sm:gap-2.5 sm:rounded-md sm:px-2 sm:py-1.5 sm:text-base sm:hover:bg-hover sm:aria-[current]:bg-hover sm:aria-[current]:text-ink"
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className="max-w-full truncate">{props.label}</span>
    </Link>
  );
}
