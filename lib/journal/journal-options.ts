/** What the journal can be asked for; its parameters are read from an address by `journal-schema.ts`. */
import type { PeriodChoice } from "#lib/base/period-choice";
import type { CountedAs } from "#lib/calls/counted-as";

export const shows = ["all", "incoming", "outgoing", "missed"] as const;

/** How the network says that a call ended. */
export const results = [
  "answered",
  "no-answer",
  "busy",
  "congestion",
  "failed",
  "cancelled",
] as const;

/** The options by which the journal is narrowed down, in the order of its form; beside `show`. */
export const journalFilters = [
  "period",
  "person",
  "result",
  "outcome",
  "counted",
  "connection",
  "trunk",
  "number",
  "note",
  "weekday",
  "hour",
] as const;
export type JournalFilter = (typeof journalFilters)[number];

/** Empty where it narrows nothing down. */
export interface JournalView {
  show: (typeof shows)[number];
  period: "" | PeriodChoice["period"];
  /** First and last day of a custom period, YYYY-MM-DD, both included. */
  from: string;
  to: string;
  /** Whose call it is in statistics: a person's id, "mine" (whoever looks), or "nobody". */
  person: string;
  result: "" | (typeof results)[number];
  /** An outcome's id; "none": a talk without one. */
  outcome: string;
  /** The calls that a figure of statistics counts. */
  counted: "" | CountedAs | CalledBack;
  /** A connection's id. */
  connection: string;
  trunk: string;
  /** A client's number as somebody has typed it, or how it begins. */
  number: string;
  /** Words that the call's note holds. */
  note: string;
  /** Within a period: 0 (Monday) to 6, and 0 to 23, of the company's time. */
  weekday: string;
  hour: string;
}

/** Talks that ended a client's wait, all or those within the target; their period is that of the wait's end. */
export const calledBack = ["called-back", "in-time"] as const;
export type CalledBack = (typeof calledBack)[number];

export interface JournalOptions extends JournalView {
  /** A page begins after this place, or ends before that one. */
  after: string;
  before: string;
  /** The saved view this journal was opened by. */
  view: string;
}

export const plainJournalView: JournalView = {
  show: "all",
  period: "",
  from: "",
  to: "",
  person: "",
  result: "",
  outcome: "",
  counted: "",
  connection: "",
  trunk: "",
  number: "",
  note: "",
  weekday: "",
  hour: "",
};

export const plainJournal: JournalOptions = {
  ...plainJournalView,
  after: "",
  before: "",
  view: "",
};

/** The filters that narrow this journal down. */
export function activeJournalFilters(options: JournalView): JournalFilter[] {
  return journalFilters.filter((filter) => options[filter] !== "");
}

/** Whether two journals show the same calls. */
export function isSameJournal(one: JournalView, other: JournalView): boolean {
  const names = Object.keys(plainJournalView) as (keyof JournalView)[];
  return names.every((name) => one[name] === other[name]);
}

/** The journal's address; what is as it would be anyway stays out of it. */
export function journalHref(options: Partial<JournalOptions>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(options)) {
    const isDay = name === "from" || name === "to";
    const isPlain = value === plainJournal[name as keyof JournalOptions];
    if (!isPlain && (!isDay || options.period === "custom")) params.set(name, String(value));
  }
  const query = params.toString();
  return query ? `/calls?${query}` : "/calls";
}

/** The same journal with something changed: from its first page on. */
export function changedJournalHref(
  options: JournalOptions,
  changes: Partial<JournalOptions>,
): string {
  return journalHref({ ...options, ...changes, after: "", before: "" });
}
