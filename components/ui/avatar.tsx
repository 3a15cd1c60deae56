const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Of the first two words that have a letter or a digit; of the first two at all where none has. */
function initialsOf(name: string): string {
  const words = name
    .split(/\s+/)
    .filter(Boolean)
    // Half an emoji is drawn otherwise by the server than by the browser.
    .map((word) => [...graphemes.segment(word)].map(({ segment }) => segment));
  const letters = words.flatMap((word) => word.find((one) => /^[\p{L}\p{N}]/u.test(one)) ?? []);
  const initials = letters.length > 0 ? letters : words.flatMap(([first]) => first ?? []);
  return initials.slice(0, 2).join("").toUpperCase();
}

/** Initials in a circle. */
export function Avatar({ name, size = "md" }: { name: string; size?: "md" | "lg" }) {
  const sizes = { md: "size-8 text-xs", lg: "size-11 text-base" };
  return (
    <span
      aria-hidden
      className={`inline-flex shrink-0 items-center justify-center rounded-full bg-accent-soft font-semibold text-accent ${sizes[size]}`}
    >
      {initialsOf(name)}
    </span>
  );
}
