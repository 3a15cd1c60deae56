/** Tables behind the charts, for the screen and for CSV files: plain values, worded by the caller. */
import {
  answeredPart,
  averageWait,
  inTimePart,
  missedOf,
  type CallbackFigures,
  type Figures,
} from "./figures";
import type { Statistics } from "./read-statistics";

export const tableNames = [
  "days",
  "people",
  "connections",
  "outcomes",
  "callback-days",
  "callback-people",
  "hours",
] as const;
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

const callbackColumns = {
  calledBack: { kind: "count", of: (callbacks: CallbackFigures) => callbacks.calledBack },
  inTime: { kind: "count", of: (callbacks: CallbackFigures) => callbacks.inTime },
  overdue: { kind: "count", of: (callbacks: CallbackFigures) => callbacks.overdue },
  inTimePart: { kind: "part", of: inTimePart },
} as const;

export function statisticsTable(
  name: TableName,
  statistics: Statistics,
  names: Names,
): StatisticsTable {
  const { buckets, people, connections, outcomes, callbackPeople, missedByHour } = statistics;
  switch (name) {
    case "days": {
      const days = buckets.map(({ label, figures }) => [names.bucket(label), figures] as const);
      return tableOf(name, "period", days, figureColumns);
    }
    case "people": {
      const all = people.map(({ personId, figures }) => [names.person(personId), figures] as const);
      return tableOf(name, "person", all, figureColumns);
    }
    case "connections": {
      const all = connections.map(
        ({ connectionId, figures }) => [names.connection(connectionId), figures] as const,
      );
      return tableOf(name, "connection", all, figureColumns);
    }
    case "callback-days": {
      const days = buckets.map(({ label, callbacks }) => [names.bucket(label), callbacks] as const);
      return tableOf(name, "period", days, callbackColumns);
    }
    case "callback-people": {
      const all = callbackPeople.map(
        ({ personId, callbacks }) => [names.person(personId), callbacks] as const,
      );
      return tableOf(name, "person", all, callbackColumns);
    }
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

/** Columns of any kind of figures: how each is measured, and what it is of a group. */
type Measures<F> = Record<string, { kind: ColumnKind; of: (figures: F) => number | null }>;

/** @param groups each with what its row is called */
function tableOf<F>(
  name: TableName,
  key: string,
  groups: readonly (readonly [title: string, figures: F])[],
  measures: Measures<F>,
): StatisticsTable {
  const columns = Object.entries(measures);
  return {
    name,
    columns: [{ key, kind: "text" }, ...columns.map(([key, { kind }]): Column => ({ key, kind }))],
    rows: groups.map(([title, figures]) => [title, ...columns.map(([, { of }]) => of(figures))]),
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
