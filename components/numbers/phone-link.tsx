"use client";

import type { ComponentProps } from "react";
import { shownNumber } from "#lib/numbers/shown-number";
import { CallLink } from "./call-link";

interface PhoneLinkProps extends Omit<ComponentProps<typeof CallLink>, "number"> {
  number: { raw: string; e164: string | null };
}

/** Of all that stands around it, the call is what one does next. */
export const loudNumber =
  "ml-0! bg-accent-soft px-2! font-medium text-accent! [&_svg]:text-accent!";

/** A number that may change while it is looked at: the browser itself knows how it is written. */
export function PhoneLink({ number, ...props }: PhoneLinkProps) {
  return <CallLink number={shownNumber(number)} {...props} />;
}
