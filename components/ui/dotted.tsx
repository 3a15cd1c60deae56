import { Children, type ReactNode } from "react";

/**
 * Facts in a row with dots between them. Each has its dot before it, and what begins a line has it outside of the left
 * edge: no line begins or ends with a dot.
 */
export function Dotted({ children }: { children: ReactNode }) {
  return (
    <span className="block overflow-hidden">
      <span className="-ml-3 flex flex-wrap">
        {Children.toArray(children).map((fact, index) => (
          <span
            key={index}
            className="relative min-w-0 pl-3 wrap-anywhere before:absolute before:left-1 before:content-['·']"
          >
            {fact}
          </span>
        ))}
      </span>
    </span>
  );
}
