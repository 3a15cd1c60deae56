/** Tables behind the charts, for the screen and for CSV files: plain values, worded by the caller. */
import { answeredPart, averageWait, missedOf, type Figures } from "./figures";
import type { Statistics } from "./read-statistics";

export const tableNames = ["days", "people", "connections", "outcomes", "hours"] as const;
export type TableName = (typeof tableNames)[number];

/** `seconds` are whole; `part` is 0 to 1. */
export type ColumnKind = "text" | "count" | "seconds" | "part";

export interface Column {
  /** Message key `statistics.columns.<key>`; in the hours table the hour, 0 to 23. */
  key: string;
  kind: ColumnKind;
}

export interface StatisticsTable {
  name: TableName;
  columns: Column[];
  /** Null: nothing to measure. */
  rows: (string | number | null)[][];
}

/** Wording of ids and dates. */
export interface Names {
  bucket(label: string): string;
  /** Null: handled by nobody, or by several people. */
  person(id: string | null): string;
  connection(id: string): string;
  /** Null: no outcome was chosen. */
  outcome(id: string | null): string;
  /** @param weekday 0 is Monday */
  weekday(weekday: number): string;
}

const figureColumns = {
  incoming: { kind: "count", of: (figures: Figures) => figures.incoming },
  answered: { kind: "count", of: (figures: Figures) => figures.answered },
  missed: { kind: "count", of: missedOf },
  answeredPart: { kind: "part", of: answeredPart },
  wait: { kind: "seconds", of: averageWait },
  outgoing: { kind: "count", of: (figures: Figures) => figures.outgoing },
  reached: { kind: "count", of: (figures: Figures) => figures.reached },
  automatic: { kind: "count", of: (figures: Figures) => figures.automatic },
  talk: { kind: "seconds", of: (figures: Figures) => figures.talkSeconds },
} as const;

export function statisticsTable(
  name: TableName,
  statistics: Statistics,
  names: Names,
): StatisticsTable {
  const { buckets, people, connections, outcomes, missedByHour } = statistics;
  switch (name) {
    case "days":
      return figuresTable(name, "period", buckets, ({ label }) => names.bucket(label));
    case "people":
      return figuresTable(name, "person", people, ({ personId }) => names.person(personId));
    case "connections":
      return figuresTable(name, "connection", connections, ({ connectionId }) =>
        names.connection(connectionId),
      );
    case "outcomes": {
      const all = outcomes.reduce((sum, { talks }) => sum + talks, 0);
      return {
        name,
        columns: [
          { key: "outcome", kind: "text" },
          { key: "talks", kind: "count" },
          { key: "part", kind: "part" },
        ],
        rows: outcomes.map(({ outcomeId, talks }) => [
          names.outcome(outcomeId),
          talks,
          talks / all,
        ]),
      };
    }
    case "hours":
      return {
        name,
        columns: [
          { key: "weekday", kind: "text" },
          ...Array.from({ length: 24 }, (_, hour): Column => ({ key: `${hour}`, kind: "count" })),
        ],
        rows: missedByHour.map((hours, weekday) => [names.weekday(weekday), ...hours]),
      };
  }
}

function figuresTable<T extends { figures: Figures }>(
  name: TableName,
  key: string,
  groups: readonly T[],
  nameOf: (group: T) => string,
): StatisticsTable {
  const columns = Object.entries(figureColumns);
  return {
    name,
    columns: [{ key, kind: "text" }, ...columns.map(([key, { kind }]): Column => ({ key, kind }))],
    rows: groups.map((group) => [nameOf(group), ...columns.map(([, { of }]) => of(group.figures))]),
  };
}

/** The table for a file, its headings first: seconds and parts as plain numbers. */
export function fileRows(table: StatisticsTable, headings: readonly string[]): string[][] {
  const rows = table.rows.map((row) =>
    row.map((cell) =>
      typeof cell === "number" ? String(Math.round(cell * 1000) / 1000) : (cell ?? ""),
    ),
  );
  return [[...headings], ...rows];
}
