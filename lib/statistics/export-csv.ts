import { stringify } from "csv-stringify/sync";
import type { StatisticsTable } from "./tables";

/**
 * For spreadsheets: seconds and parts as plain numbers, and nothing that a spreadsheet would take for
 * a formula, whatever people are called.
 */
export function toCsv(table: StatisticsTable, headings: readonly string[]): string {
  const rows = table.rows.map((row) =>
    row.map((cell) => (typeof cell === "number" ? String(Math.round(cell * 1000) / 1000) : cell)),
  );
  return stringify([[...headings], ...rows], { bom: true, escape_formulas: true });
}
