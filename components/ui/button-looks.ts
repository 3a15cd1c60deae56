import { classNames } from "./class-names";

const variants = {
  primary: "bg-accent-fill text-on-accent hover:brightness-110",
  secondary: "border border-line-strong bg-surface text-ink hover:bg-hover",
  ghost: "text-ink-soft hover:bg-hover hover:text-ink",
  danger: "bg-missed-fill text-on-accent hover:brightness-110",
} as const;
const sizes = {
  sm: "h-7 gap-1.5 px-2.5 text-sm",
  md: "h-9 gap-2 px-3.5",
  lg: "h-11 gap-2 px-4",
  icon: "size-8 justify-center",
} as const;

export interface ButtonLooks {
  /** @default "secondary" */
  variant?: keyof typeof variants;
  /** @default "md" */
  size?: keyof typeof sizes;
}

/** The classes of a button: for what looks like one, and is a plain element. */
export function buttonLooks(
  { variant = "secondary", size = "md" }: ButtonLooks = {},
  className?: string,
): string {
  return classNames(
    "inline-flex shrink-0 items-center justify-center rounded-md font-medium whitespace-nowrap transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-50",
    variants[variant],
    sizes[size],
    className,
  );
}
