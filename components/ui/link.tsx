"use client";

import NextLink from "next/link";
import { useState, type ComponentProps } from "react";

interface LinkProps extends Omit<ComponentProps<typeof NextLink>, "href"> {
  href: string;
  /** Whoever has come from that screen goes back to it, where it is as they left it. */
  backTo?: boolean;
}

/** Browsers without the Navigation API go there anew. */
function hasComeFrom(path: string): boolean {
  if (!("navigation" in window)) return false;
  const { currentEntry } = window.navigation;
  const before = window.navigation.entries()[(currentEntry?.index ?? 0) - 1];
  return !!before?.url && new URL(before.url).pathname === path;
}

/**
 * A way to another screen. It is fetched ahead when somebody points at it or comes to it by key, not
 * because it is in sight: a list has fifty of them, and each would be a page for the server to make.
 */
export function Link({ backTo, onMouseEnter, onFocus, ...props }: LinkProps) {
  const [isNear, setNear] = useState(false);
  return (
    <NextLink
      {...props}
      prefetch={isNear ? null : false}
      onNavigate={(event) => {
        if (!backTo || !hasComeFrom(props.href)) return;
        event.preventDefault();
        window.history.back();
      }}
      onMouseEnter={(event) => {
        setNear(true);
        onMouseEnter?.(event);
      }}
      onFocus={(event) => {
        setNear(true);
        onFocus?.(event);
      }}
    />
  );
}
