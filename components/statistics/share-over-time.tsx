import { useFormatter } from "next-intl";

interface ShareOverTimeProps {
  label: string;
  /** What each day, or month, is called, and its share, 0 to 1; null: nothing to measure. */
  parts: readonly (readonly [name: string, share: number | null])[];
}

/** A share by day, over the whole period: a day with nothing to measure is a gap, one without success a line. */
export function ShareOverTime({ label, parts }: ShareOverTimeProps) {
  const format = useFormatter();
  const percent = (share: number) =>
    format.number(share, { style: "percent", maximumFractionDigits: 1 });
  return (
    // The table below says the same in words.
    <figure aria-label={label}>
      <div aria-hidden className="text-xs text-ink-soft">
        <p className="figures mb-1">{percent(1)}</p>
        <ol className="flex h-40 items-end gap-px border-t border-line border-b border-b-line-strong">
          {parts.map(([name, share], index) => (
            <li
              key={index}
              title={share === null ? name : `${name}: ${percent(share)}`}
              className="flex h-full min-w-0 flex-1 items-end hover:bg-hover"
            >
              {share !== null && (
                <span
                  className="block min-h-0.5 w-full rounded-t-sm bg-accent"
                  style={{ height: `${100 * share}%` }}
                />
              )}
            </li>
          ))}
        </ol>
        <p className="mt-1 flex justify-between gap-2">
          <span>{parts[0]?.[0]}</span>
          <span>{parts.length > 1 && parts.at(-1)![0]}</span>
        </p>
      </div>
    </figure>
  );
}
