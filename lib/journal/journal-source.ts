/** Which calls a journal is about, by its options: how they are found, and what is asked of each. */
import { empty, join, sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import { isVisibleTo, visibleCalls, type Viewer } from "#lib/auth/policy";
import { hasRole } from "#lib/auth/roles";
import { partsOfWeek, periodOf, type Span } from "#lib/base/period";
import { minute } from "#lib/base/duration";
import { secondsUntilTalk, talkedBack } from "#lib/callbacks/called-back";
import { targetMinutes } from "#lib/callbacks/target";
import type { CountedAs } from "#lib/calls/counted-as";
import { isCountedAs } from "#lib/calls/counted-calls";
import { companyTimeZone } from "#lib/i18n/time-zone";
import { notesHolding } from "#lib/search/find-notes";
import { calledBack, type CalledBack, type JournalView } from "./journal-options";
import { numbersMeant } from "./numbers-meant";
import { inside, type Stretch } from "./walk";

export type JournalSource =
  /** FROM and WHERE of all of them, which an index finds. */
  | { kind: "listed"; from: Sql }
  /** They are met along the time; `most`: so many calls are looked at for one page. */
  | { kind: "walked"; where: Sql; stretches: readonly Stretch[]; most: number };

/** Calls that one page looks at when an index holds all that is asked of them; else their rows are read. */
const mostLookedAt = { byIndex: 50_000, byRow: 10_000 } as const;

/** Latest notes among which the words are looked for. */
const mostNotes = 500;

const shown: Record<JournalView["show"], Sql> = {
  all: empty,
  incoming: sql`AND c."direction" = 'incoming'`,
  outgoing: sql`AND c."direction" = 'outgoing'`,
  missed: sql`AND c."direction" = 'incoming' AND c."state" = 'ended'
    AND c."disposition" <> 'answered'`,
};

export async function sourceOf(user: Viewer, view: JournalView): Promise<JournalSource> {
  const spans = await spansOf(view);
  const numbers = view.number ? await numbersMeant(view.number) : null;
  const notes = view.note ? await notesHolding(user, view.note, mostNotes) : null;
  const callIds = notes?.flatMap(({ callId }) => callId ?? []);
  const asked = sql`${asksOf(view, user)} ${numbers?.condition ?? empty}
    ${callIds ? among(callIds) : empty}`;
  if (isCalledBack(view.counted)) {
    const found = await callsBack(view.counted, spans);
    return { kind: "listed", from: sql`${found} AND ${isVisibleTo(user)} ${asked}` };
  }
  const time = spans ? sql`AND (${join(spans.map(inside), " OR ")})` : empty;
  if (callIds || numbers?.areFew) {
    return { kind: "listed", from: sql`FROM "Call" c WHERE ${isVisibleTo(user)} ${asked} ${time}` };
  }
  // A person's own calls are found by their indexes; those of everybody are met along the time.
  if (!hasRole(user, "manager")) {
    return { kind: "listed", from: sql`${visibleCalls(user)} ${asked} ${time}` };
  }
  return {
    kind: "walked",
    where: asked,
    stretches: spans ?? [{ from: null, to: null }],
    most: view.trunk || numbers ? mostLookedAt.byRow : mostLookedAt.byIndex,
  };
}

const isCalledBack = (counted: JournalView["counted"]): counted is CalledBack =>
  (calledBack as readonly string[]).includes(counted);

/** What is asked of a call beside its time, as further conditions on `c`. */
function asksOf(view: JournalView, user: Viewer): Sql {
  const { show, person, result, outcome, counted, connection, trunk } = view;
  const asked = [
    shown[show],
    person && handledBy(person === "mine" ? user.id : person),
    result && sql`AND c."disposition" = ${result}`,
    outcome && withOutcome(outcome),
    counted && !isCalledBack(counted) && sql`AND ${isCountedAs(counted satisfies CountedAs)}`,
    connection && sql`AND c."connectionId" = ${connection}`,
    trunk && sql`AND c."trunk" = ${trunk}`,
  ];
  return join(
    asked.map((condition) => condition || empty),
    " ",
  );
}

function handledBy(person: string): Sql {
  return person === "nobody"
    ? sql`AND c."handledById" IS NULL`
    : sql`AND c."handledById" = ${person}`;
}

function withOutcome(outcome: string): Sql {
  return outcome === "none"
    ? sql`AND c."outcomeId" IS NULL AND c."disposition" = 'answered'`
    : sql`AND c."outcomeId" = ${outcome}`;
}

function among(ids: readonly string[]): Sql {
  return ids.length === 0 ? sql`AND 1 = 0` : sql`AND c."id" IN (${join([...ids])})`;
}

/** In the order of time; null: at any time. */
async function spansOf({ period, from, to, weekday, hour }: JournalView): Promise<Span[] | null> {
  if (period === "") return null;
  const zone = await companyTimeZone();
  const whole = periodOf({ period, from: from || null, to: to || null }, zone);
  if (weekday === "" && hour === "") return [{ from: whole.from, to: whole.to }];
  const numberOf = (text: string) => (text === "" ? null : Number(text));
  const parts = partsOfWeek(whole, { weekday: numberOf(weekday), hour: numberOf(hour) });
  return parts.length > 0 ? parts : [{ from: whole.from, to: whole.from }];
}

/** FROM and WHERE of the talks that ended a wait; it is the wait's end that lies in the spans. */
async function callsBack(which: CalledBack, spans: readonly Span[] | null): Promise<Sql> {
  const during = (spans ?? []).map(
    ({ from, to }) => sql`(b."closedAt" >= ${from} AND b."closedAt" < ${to})`,
  );
  const seconds = ((await targetMinutes()) * minute) / 1_000;
  return sql`FROM (SELECT DISTINCT b."closedByCallId" AS "id" ${talkedBack}
      ${spans ? sql`AND (${join(during, " OR ")})` : empty}
      ${which === "in-time" ? sql`AND ${secondsUntilTalk()} <= ${seconds}` : empty}
    ) talked CROSS JOIN "Call" c WHERE c."id" = talked."id"`;
}
