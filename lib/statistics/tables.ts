/** The tables behind the charts, for the screen and for files: plain values, worded by whoever shows them. */
import { answeredPart, averageWait, missedOf, type Figures } from "./figures";
import type { Statistics } from "./read-statistics";

export const tableNames = ["days", "people", "connections", "outcomes", "hours"] as const;
export type TableName = (typeof tableNames)[number];

/** `seconds` are whole; `part` is from 0 to 1. */
export type ColumnKind = "text" | "count" | "seconds" | "part";

export interface Column {
  /** `statistics.columns.<key>` words it; of the hours table it is the hour, from 0 to 23. */
  key: string;
  kind: ColumnKind;
}

export interface StatisticsTable {
  name: TableName;
  columns: Column[];
  /** Null: there was nothing to measure. */
  rows: (string | number | null)[][];
}

/** What ids and dates are called. */
export interface Names {
  bucket(label: string): string;
  /** Null: nobody's, or several people's. */
  person(id: string | null): string;
  connection(id: string): string;
  /** Null: nobody said. */
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
      return figuresTable(name, "period", buckets, (one) => names.bucket(one.label));
    case "people":
      return figuresTable(name, "person", people, (one) => names.person(one.personId));
    case "connections":
      return figuresTable(name, "connection", connections, (one) =>
        names.connection(one.connectionId),
      );
    case "outcomes": {
      const all = outcomes.reduce((sum, one) => sum + one.talks, 0);
      return {
        name,
        columns: [
          { key: "outcome", kind: "text" },
          { key: "talks", kind: "count" },
          { key: "part", kind: "part" },
        ],
        rows: outcomes.map((one) => [names.outcome(one.outcomeId), one.talks, one.talks / all]),
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
  all: readonly T[],
  nameOf: (one: T) => string,
): StatisticsTable {
  const columns = Object.entries(figureColumns);
  return {
    name,
    columns: [{ key, kind: "text" }, ...columns.map(([key, { kind }]): Column => ({ key, kind }))],
    rows: all.map((one) => [nameOf(one), ...columns.map(([, { of }]) => of(one.figures))]),
  };
}
