import type { StatisticsTable } from "#lib/statistics/tables";
import { useCell } from "./use-cell";

/** So many lines; the table has the rest. */
const most = 10;

/** Who or what has most: a name, its number, and a bar as long as that. */
export function RankedBars(props: { table: StatisticsTable; headings: string[]; bar: string }) {
  const { columns, rows } = props.table;
  const write = useCell();
  const column = columns.findIndex(({ key }) => key === props.bar);
  const valueOf = (row: (typeof rows)[0]) => Number(row[column] ?? 0);
  const ranked = rows
    .filter((row) => valueOf(row) > 0)
    .sort((a, b) => valueOf(b) - valueOf(a))
    .slice(0, most);
  const longest = Math.max(1, ...ranked.map(valueOf));
  return (
    <>
      <p className="mb-2 text-xs text-ink-soft">{props.headings[column]}</p>
      <ul className="flex flex-col gap-2">
        {ranked.map((row) => (
          <li key={String(row[0])} className="text-sm">
            <span className="flex justify-between gap-3">
              <span className="truncate">{row[0]}</span>
              <span className="figures">{write(valueOf(row), columns[column]!.kind)}</span>
            </span>
            <span aria-hidden className="mt-1 block h-1.5 rounded-full bg-sunken">
              <span
                className="block h-full rounded-full bg-accent"
                style={{ width: `${(100 * valueOf(row)) / longest}%` }}
              />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
