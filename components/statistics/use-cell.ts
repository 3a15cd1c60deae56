import { useFormatter } from "next-intl";
import { formatDuration } from "#lib/duration";
import type { ColumnKind, StatisticsTable } from "#lib/statistics/tables";

/** Writes a cell of a table in the reader's language; nothing to measure is a dash. */
export function useCell(): (cell: StatisticsTable["rows"][0][0], kind: ColumnKind) => string {
  const format = useFormatter();
  return (cell, kind) => {
    if (cell === null || cell === undefined) return "–";
    if (typeof cell === "string") return cell;
    if (kind === "seconds") return formatDuration(cell);
    const style = { style: "percent", maximumFractionDigits: 1 } as const;
    return format.number(cell, kind === "part" ? style : undefined);
  };
}
