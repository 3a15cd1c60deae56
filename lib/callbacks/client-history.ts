/** Reads the history of clients with the team, for many clients in a few look-ups by index. */
import { day } from "#lib/base/duration";
import type { DirectTx } from "#lib/db/direct";
import { documentRows, timeText } from "#lib/db/json-sql";
import type { Dialect } from "#lib/db/migrations";
import { openKeyOf, type CallbackRecord } from "./callback-record";
import type { ClientCall, ClientHistory } from "./callback-state";
import { waitClock } from "./target";

/** Longest talk, in ms: one that was on when the client began to wait has not begun earlier. */
const longestCall = day;

/**
 * @param candidates callbacks that are open, or may be opened
 * @param since by id: earliest event to read, where it is before the start of the waiting
 */
export async function readClientHistory(
  tx: DirectTx,
  candidates: readonly CallbackRecord[],
  since: ReadonlyMap<string, Date>,
): Promise<(record: CallbackRecord) => ClientHistory> {
  const clock = await waitClock(
    tx,
    candidates.map(({ ownerId }) => ownerId),
  );
  const queries = candidates.map((record) => {
    const { id, contactId, e164, numberRaw, waitingSince, promisedAt, leadAt } = record;
    const begins = [waitingSince, promisedAt, leadAt, since.get(id)];
    const from = Math.min(...begins.map((at) => at?.getTime() ?? Infinity));
    return [id, contactId, e164, numberRaw, new Date(from - longestCall)];
  });
  const calls = byCallback(await tx.rows<CallRow>(callsSql(tx.dialect), queries));
  const handled = byCallback(await tx.rows<HandledRow>(handledSql(tx.dialect), queries));
  return (record) => ({
    calls: calls(record.id).flatMap((row) => toClientCall(row, record) ?? []),
    handledAt: handled(record.id).reduce(
      (latest, { at }) => Math.max(latest, new Date(at).getTime()),
      -Infinity,
    ),
    dueAfter: (since) => clock.dueAfter(since, record.ownerId),
    waited: clock.waited,
  });
}

/** Thousands of callbacks may be looked at in one go: none of them looks through the rows of the others. */
function byCallback<Row extends { id: string }>(rows: readonly Row[]): (id: string) => Row[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.id);
    if (group) group.push(row);
    else groups.set(row.id, [row]);
  }
  return (id) => groups.get(id) ?? [];
}

interface HandledRow {
  /** Id of the callback. */
  id: string;
  at: string;
}

interface CallRow {
  /** Id of the callback. */
  id: string;
  callId: string;
  direction: "incoming" | "outgoing";
  state: string;
  disposition: string | null;
  startedAt: string;
  answeredAt: string | null;
  endedAt: string | null;
  contactId: string | null;
  clientE164: string | null;
  clientRaw: string;
  connectionId: string;
}

const wantedColumns = {
  id: "text",
  contactId: "text",
  e164: "text",
  numberRaw: "text",
  since: "time",
} as const;

/**
 * SQL: whether the call `c` is a campaign's. Nobody of the team calls or talks there
 * (lib/campaigns/settle-attempts.ts links calls and attempts).
 */
export const isCampaignCall = `(c."direction" = 'outgoing' AND c."requestedById" IS NULL AND EXISTS (
  SELECT 1 FROM "DialAttempt" a
  WHERE a."e164" = c."clientE164" AND a."connectionId" = c."connectionId"
    AND (a."callId" = c."id" OR a."callId" IS NULL AND a."endedAt" IS NULL)))`;

/**
 * Calls of the contact and of the number, whichever contact they were matched with. Ignored numbers and
 * campaign calls are left out.
 */
function callsSql(dialect: Dialect): string {
  const time = (name: string) => `${timeText(dialect, `c."${name}"`)} AS "${name}"`;
  const by = (matches: string) => `SELECT wanted."id", c."id" AS "callId", c."direction", c."state",
      c."disposition", ${time("startedAt")}, ${time("answeredAt")}, ${time("endedAt")},
      c."contactId", c."clientE164", c."clientRaw", c."connectionId"
    FROM wanted CROSS JOIN "Call" c
    WHERE ${matches} AND c."startedAt" >= wanted."since"
      AND c."direction" <> 'internal' AND (c."state" IN ('active', 'ended') OR c."state" = 'ringing' AND c."direction" = 'incoming')
      AND NOT EXISTS (SELECT 1 FROM "IgnoredNumber" i WHERE i."e164" = c."clientE164")
      AND NOT ${isCampaignCall}`;
  return `WITH wanted AS (${documentRows(dialect, wantedColumns)})
    ${by(`c."contactId" = wanted."contactId"`)}
    UNION ALL ${by(`c."clientE164" = wanted."e164"
      AND (wanted."contactId" IS NULL OR c."contactId" IS NULL
        OR c."contactId" <> wanted."contactId")`)}
    UNION ALL ${by(`c."clientE164" IS NULL AND wanted."e164" IS NULL
      AND wanted."contactId" IS NULL AND c."contactId" IS NULL
      AND c."clientRaw" = wanted."numberRaw"`)}`;
}

/** A callback closed by a person settles what happened before, however late that is reported. */
function handledSql(dialect: Dialect): string {
  const by = (matches: string) => `SELECT wanted."id", ${timeText(dialect, `b."closedAt"`)} AS "at"
    FROM wanted CROSS JOIN "Callback" b
    WHERE ${matches} AND b."closedById" IS NOT NULL AND b."id" <> wanted."id" AND b."task" = 'call'
      AND b."closedReason" IN ('done', 'not-needed')`;
  return `WITH wanted AS (${documentRows(dialect, wantedColumns)})
    ${by(`b."contactId" = wanted."contactId"`)}
    UNION ALL ${by(`b."e164" = wanted."e164"`)}
    UNION ALL ${by(`b."e164" IS NULL AND wanted."e164" IS NULL AND b."contactId" IS NULL
      AND wanted."contactId" IS NULL AND b."numberRaw" = wanted."numberRaw"`)}`;
}

function toClientCall(row: CallRow, record: CallbackRecord): ClientCall | null {
  const { callId: id, contactId, clientE164: e164, clientRaw: numberRaw, connectionId } = row;
  const times = [row.startedAt, row.answeredAt, row.endedAt].flatMap((at) =>
    at ? new Date(at).getTime() : [],
  );
  const call = { id, connectionId, numberRaw, e164, until: Math.max(...times) };
  const talkedAt = new Date(row.answeredAt ?? row.startedAt).getTime();
  if (row.state === "active" || row.disposition === "answered") {
    return { ...call, kind: "talked", from: Math.min(...times), talkedAt };
  }
  if (row.direction === "outgoing") return { ...call, kind: "tried", from: times[0]!, talkedAt };
  if (row.state === "ringing") return { ...call, kind: "rings", from: times[0]!, talkedAt };
  // A missed call counts for one client: others with this number have callbacks of their own.
  const isTheirs = openKeyOf({ contactId, e164, numberRaw }) === openKeyOf(record);
  return isTheirs ? { ...call, kind: "missed", from: Math.min(...times), talkedAt } : null;
}
