"use client";

import NextLink from "next/link";
import { useState, type ComponentProps } from "react";

/**
 * A way to another screen. It is fetched ahead when somebody points at it or comes to it by key, not
 * because it is in sight: a list has fifty of them, and each would be a page for the server to make.
 */
export function Link({ onMouseEnter, onFocus, ...props }: ComponentProps<typeof NextLink>) {
  const [isNear, setNear] = useState(false);
  return (
    <NextLink
      {...props}
      prefetch={isNear ? null : false}
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
