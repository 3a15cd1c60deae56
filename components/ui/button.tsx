import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { buttonLooks, type ButtonLooks } from "./button-looks";

interface ButtonProps extends ComponentProps<"button">, ButtonLooks {
  /** Renders the only child (a link, say) with a button's looks. */
  asChild?: boolean;
}

export function Button({
  variant,
  size,
  asChild = false,
  className,
  type = "button",
  ...props
}: ButtonProps) {
  const looks = buttonLooks({ variant, size }, className);
  if (asChild) return <Slot.Root className={looks} {...props} />;
  return <button type={type} className={looks} {...props} />;
}
