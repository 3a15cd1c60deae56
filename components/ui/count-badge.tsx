const tones = { missed: "bg-missed-fill", accent: "bg-accent-fill" } as const;

interface CountBadgeProps {
  count: number;
  /** The count in a sentence, for who doesn't see where it stands. */
  words: string;
  tone: keyof typeof tones;
}

/** How many there are, beside the way to them in the menu; over its icon where the menu is a bar. */
export function CountBadge({ count, words, tone, ...data }: CountBadgeProps) {
  return (
    <span
      {...data}
      title={words}
      className={`figures absolute top-1 left-1/2 ml-1 min-w-4 rounded-full px-1 text-center text-[0.6875rem] leading-4 font-semibold text-on-accent wide:static wide:ml-auto wide:min-w-5 wide:px-1.5 wide:text-xs wide:leading-5 ${tones[tone]}`}
    >
      <span aria-hidden>{count > 99 ? "99+" : count}</span>
      <span className="sr-only">{words}</span>
    </span>
  );
}
