/** Where the calls behind statistics are: for each figure the address of the journal that shows exactly those. */
import { Temporal } from "temporal-polyfill";
import type { Period } from "#lib/base/period";
import type { CountedAs } from "#lib/calls/counted-as";
import { journalHref, type CalledBack, type JournalView } from "#lib/journal/journal-options";
import type { CallFilter } from "./count-calls";
import type { Statistics } from "./read-statistics";
import type { TableName } from "./tables";

/** Which calls statistics are about. */
export interface About {
  period: Pick<Period, "firstDay" | "lastDay" | "step">;
  filter: CallFilter;
}

type Counted = CountedAs | CalledBack;

/** The journal of what a figure counts, perhaps of a part of it. */
export function figureHref(
  { period, filter }: About,
  counted: Counted,
  part: Partial<JournalView> = {},
): string {
  return journalHref({
    counted,
    period: "custom",
    from: period.firstDay,
    to: period.lastDay,
    person: filter.personId ?? "",
    connection: filter.connectionId ?? "",
    ...part,
  });
}

/** Of the columns of tables, those that count calls; a time and a share are of the calls they are measured on. */
const countedIn: Record<string, Counted> = {
  incoming: "incoming",
  answered: "answered",
  missed: "missed",
  answeredPart: "answered",
  wait: "answered",
  outgoing: "outgoing",
  reached: "reached",
  automatic: "automatic",
  talk: "talks",
  talks: "talks",
  part: "talks",
  calledBack: "called-back",
  inTime: "in-time",
  inTimePart: "in-time",
};

/** The part of the calls that each row of a table counts, in the table's order. */
function partsOf(name: TableName, statistics: Statistics, about: About): Partial<JournalView>[] {
  const { buckets, people, connections, outcomes, callbackPeople, missedByHour } = statistics;
  switch (name) {
    case "days":
    case "callback-days":
      return buckets.map(({ label }, index) => bucketDays(label, buckets[index + 1], about));
    case "people":
      return people.map(({ personId }) => ({ person: personId ?? "nobody" }));
    case "callback-people":
      return callbackPeople.map(({ personId }) => ({ person: personId ?? "nobody" }));
    case "connections":
      return connections.map(({ connectionId }) => ({ connection: connectionId }));
    case "outcomes":
      return outcomes.map(({ outcomeId }) => ({ outcome: outcomeId ?? "none" }));
    case "hours":
      return missedByHour.map((_, weekday) => ({ weekday: String(weekday) }));
  }
}

/** The days of a bar, or its hour. */
function bucketDays(
  label: string,
  next: { label: string } | undefined,
  { period: { step, lastDay } }: About,
): Partial<JournalView> {
  if (step === "hour") return { hour: String(Number(label.slice(11, 13))) };
  const last = next
    ? Temporal.PlainDate.from(next.label).subtract({ days: 1 }).toString()
    : lastDay;
  return { from: label, to: last };
}

/** What the name of a row leads to. */
const wholeOf: Record<TableName, Counted> = {
  days: "calls",
  people: "calls",
  connections: "calls",
  outcomes: "talks",
  "callback-days": "called-back",
  "callback-people": "called-back",
  hours: "missed",
};

/**
 * The addresses behind a table's cells, row by row; the first of each row is that of all its calls. Null: there is
 * nothing to see.
 */
export function tableLinks(
  name: TableName,
  { columns, rows }: { columns: readonly { key: string }[]; rows: readonly unknown[][] },
  statistics: Statistics,
  about: About,
): (string | null)[][] {
  return partsOf(name, statistics, about).map((part, row) =>
    columns.map(({ key }, column) => {
      if (rows[row]?.[column] === 0 || rows[row]?.[column] === null) return null;
      if (column === 0) return figureHref(about, wholeOf[name], part);
      if (name === "hours") return figureHref(about, "missed", { ...part, hour: key });
      const counted = countedIn[key];
      return counted ? figureHref(about, counted, part) : null;
    }),
  );
}
