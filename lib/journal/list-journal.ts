/** The journal, a page at a time, newest first: page 10,000 costs what page 1 does. */
import { empty, sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import type { Viewer } from "#lib/auth/policy";
import type { CallView } from "#lib/calls/call-view";
import { viewsOf } from "#lib/calls/queries";
import { db } from "#lib/db/client";
import type { JournalOptions } from "./journal-options";
import { sourceOf, type JournalSource } from "./journal-source";
import { countTotals, type JournalTotals } from "./journal-totals";
import { readPlace, writePlace, type Place } from "./place";
import { callsOfWindow, startedAtText, windowsOf, type Stretch, type Walk } from "./walk";

export const journalPageSize = 50;

export interface JournalPage {
  calls: CallView[];
  totals: JournalTotals;
  /** The pages beside this one, as `before` and `after` of the journal's address; null at the ends. */
  previous: string | null;
  next: string | null;
  /** Calls that began before then have not been looked at yet, so the page may be short; ISO 8601. */
  searchedTo: string | null;
}

/** When there is nothing (any more) where the address points, the first page. */
export async function listJournal(user: Viewer, options: JournalOptions): Promise<JournalPage> {
  const source = await sourceOf(user, options);
  const [page, totals] = await Promise.all([pageOf(source, options), countTotals(source)]);
  return { ...page, calls: await viewsOf(page.calls), totals };
}

/** Its first calls, without what they amount to: to count a client's thousands takes longer than to read a few. */
export async function firstOfJournal(
  user: Viewer,
  options: JournalOptions,
  most: number,
): Promise<CallView[]> {
  const { calls } = await pageOf(await sourceOf(user, options), options);
  return viewsOf(calls.slice(0, most));
}

/** What such a journal amounts to, without its calls. */
export async function totalsOf(user: Viewer, options: JournalOptions): Promise<JournalTotals> {
  return countTotals(await sourceOf(user, options));
}

interface Row {
  id: string;
  at: string;
}
type Page = Omit<JournalPage, "calls" | "totals"> & { calls: Row[] };

async function pageOf(
  source: JournalSource,
  { after, before }: Pick<JournalOptions, "after" | "before">,
): Promise<Page> {
  const place = readPlace(before || after);
  const direction = place !== null && before !== "" ? "newer" : "older";
  const { rows, stoppedAt } = await rowsFrom(source, place, direction);
  const more = rows.length > journalPageSize;
  const isStart = direction === "newer" && !more && stoppedAt === null;
  // A short page before a place is the first one, and is shown whole.
  if (place && (isStart || (rows.length === 0 && stoppedAt === null))) {
    return pageOf(source, { after: "", before: "" });
  }
  const calls = rows.slice(0, journalPageSize);
  const ahead = more ? placeOf(calls.at(-1)!) : stoppedAt && wholeMoment(stoppedAt, direction);
  const behind = place && (calls[0] ? placeOf(calls[0]) : wholeMoment(place.at, direction));
  const [next, previous] = direction === "older" ? [ahead, behind] : [behind, ahead];
  return {
    calls: direction === "older" ? calls : calls.reverse(),
    next: next && writePlace(next),
    previous: previous && writePlace(previous),
    searchedTo: direction === "older" ? (stoppedAt?.toISOString() ?? null) : null,
  };
}

/** Going older, all before that moment; going newer, all after it. Gone through the other way, the moment is included. */
function wholeMoment(at: Date, direction: Walk["direction"]): Place {
  return { at: direction === "older" ? at : new Date(at.getTime() + 1), id: "" };
}

const placeOf = ({ at, id }: Row): Place => ({ at: new Date(at), id });

interface Found {
  rows: Row[];
  /** Where a walk has stopped before its end, the page not being full. */
  stoppedAt: Date | null;
}

async function rowsFrom(
  source: JournalSource,
  place: Place | null,
  direction: Walk["direction"],
): Promise<Found> {
  const beyond = beyondPlace(place, direction);
  if (source.kind === "listed") {
    const rows = await read(sql`${source.from} ${beyond}`, direction, journalPageSize + 1);
    return { rows, stoppedAt: null };
  }
  const { where, most } = source;
  const stretches = stretchesBeyond(source.stretches, place, direction);
  const windows = windowsOf({ stretches, direction, firstWindow: 5 * journalPageSize, most });
  const rows: Row[] = [];
  let edge: Date | null = null;
  for (;;) {
    const { value: window, done } = await windows.next();
    if (done) return { rows, stoppedAt: window ? null : edge };
    const from = sql`${callsOfWindow()} WHERE ${window.within} ${where} ${beyond}`;
    rows.push(...(await read(from, direction, journalPageSize + 1 - rows.length)));
    if (rows.length > journalPageSize) return { rows, stoppedAt: null };
    edge = window.edge;
  }
}

function read(from: Sql, direction: Walk["direction"], limit: number): Promise<Row[]> {
  const order = direction === "older" ? sql`DESC` : sql`ASC`;
  return db().$queryRaw<Row[]>(sql`SELECT c."id", ${startedAtText()} AS "at" ${from}
    ORDER BY c."startedAt" ${order}, c."id" ${order} LIMIT ${limit}`);
}

/** Condition that a call `c` lies beyond the place; the first part alone is found by an index. */
function beyondPlace(place: Place | null, direction: Walk["direction"]): Sql {
  if (!place) return empty;
  const { at, id } = place;
  return direction === "older"
    ? sql`AND c."startedAt" <= ${at} AND (c."startedAt" < ${at} OR c."id" < ${id})`
    : sql`AND c."startedAt" >= ${at} AND (c."startedAt" > ${at} OR c."id" > ${id})`;
}

/** What of the stretches lies beyond the place, its own moment included. */
function stretchesBeyond(
  stretches: readonly Stretch[],
  place: Place | null,
  direction: Walk["direction"],
): Stretch[] {
  if (!place) return [...stretches];
  const { at } = place;
  const after = new Date(at.getTime() + 1);
  return stretches.flatMap(({ from, to }): Stretch[] => {
    const isOut = direction === "older" ? from && from > at : to && to <= at;
    if (isOut) return [];
    return direction === "older"
      ? [{ from, to: to && to < after ? to : after }]
      : [{ from: from && from > at ? from : at, to }];
  });
}
