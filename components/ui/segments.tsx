/** One of a few, all of them in sight: a row of which the chosen one is raised. */
import { classNames } from "./class-names";

interface SegmentsProps<T> {
  values: readonly T[];
  chosen: NoInfer<T>;
  onChoose(value: NoInfer<T>): void;
  wordsOf(value: NoInfer<T>): string;
  /** What is chosen; absent where the words say it. */
  label?: string;
  /** `small`: beside a line of text. @default "normal" */
  size?: "small" | "normal";
  /** All of the same width, over the whole row. */
  isStretched?: boolean;
  className?: string;
}

const looks = {
  normal: { row: "gap-1 rounded-lg p-1", one: "rounded-md px-2.5 py-1 text-sm" },
  small: { row: "rounded-md p-0.5", one: "figures rounded px-1.5 py-0.5 text-sm" },
};

export function Segments<T extends string | number>({
  values,
  chosen,
  onChoose,
  wordsOf,
  label,
  size = "normal",
  isStretched = false,
  className,
}: SegmentsProps<T>) {
  const look = looks[size];
  return (
    <div
      role="group"
      aria-label={label}
      className={classNames("flex bg-sunken", look.row, className)}
    >
      {values.map((value) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === chosen}
          onClick={() => onChoose(value)}
          className={classNames(
            "text-ink-soft hover:text-ink aria-pressed:bg-raised aria-pressed:font-medium aria-pressed:text-ink aria-pressed:shadow-card",
            look.one,
            isStretched && "flex-1",
          )}
        >
          {wordsOf(value)}
        </button>
      ))}
    </div>
  );
}
