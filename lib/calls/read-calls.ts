/** Reads calls for their writer, each with its client and its legs' people, in one statement. */
import type { DirectTx } from "#lib/db/direct";
import { documentRows, type Columns } from "#lib/db/json-sql";
import type { Dialect } from "#lib/db/migrations";
import type { RecordedEvent } from "./call-record";
import { fold } from "./fold";
import { eventsOfOldCall } from "./old-calls";
import type { CallSource, StoredCall } from "./stored-call";

interface Row {
  id: string;
  version: number;
  connectionId: string;
  externalId: string | null;
  clientE164: string | null;
  requestedById: string | null;
  clientOwnerId: string | null;
  erased: number | boolean;
  /** JSON of the events; null in calls of old installations (old-calls.ts). */
  told: string | null;
  contactId: string | null;
  contactName: string | null;
  company: string | null;
  ownerId: string | null;
  outcomeId: string | null;
  outcomeKey: string | null;
  outcomeName: string | null;
  /** JSON: [extension, userId, dismissed][] */
  legs: string;
}

const byId = { columns: { id: "text" }, matches: `c."id" = wanted."id"` } as const;
const byExternalId = {
  columns: { connectionId: "text", externalId: "text" },
  matches: `c."connectionId" = wanted."connectionId" AND c."externalId" = wanted."externalId"`,
} as const;
/** Requested calls without any event of the provider. */
const unanswered = {
  columns: { connectionId: "text", since: "time", inferred: "text" },
  matches: `c."connectionId" = wanted."connectionId" AND c."externalId" IS NULL
    AND c."direction" = 'outgoing' AND c."startedAt" >= wanted."since"
    AND (c."state" = 'dialling' OR c."failure" = wanted."inferred")`,
} as const;
/** Calls with a client, from one time to another. */
const byClient = {
  columns: {
    connectionId: "text",
    e164: "text",
    direction: "text",
    since: "time",
    until: "time",
  },
  matches: `c."clientE164" = wanted."e164" AND c."connectionId" = wanted."connectionId"
    AND c."direction" = wanted."direction"
    AND c."startedAt" >= wanted."since" AND c."startedAt" <= wanted."until"`,
} as const;
/** The same for a client without an E.164 number: an extension, a hidden number. */
const byRawClient = {
  columns: {
    connectionId: "text",
    raw: "text",
    direction: "text",
    since: "time",
    until: "time",
  },
  matches: `c."clientE164" IS NULL AND c."clientRaw" = wanted."raw"
    AND c."connectionId" = wanted."connectionId" AND c."direction" = wanted."direction"
    AND c."startedAt" >= wanted."since" AND c."startedAt" <= wanted."until"`,
} as const;
const lookups = { byId, byExternalId, byClient, byRawClient, unanswered };

/**
 * @param wanted one array a call (or connection), in the order of the look-up's columns
 * @param sources by connection id
 */
export async function readCalls(
  tx: DirectTx,
  lookup: keyof typeof lookups,
  wanted: readonly (readonly unknown[])[],
  sources: ReadonlyMap<string, CallSource>,
): Promise<StoredCall[]> {
  if (wanted.length === 0) return [];
  const { columns, matches } = lookups[lookup];
  const rows = await tx.rows<Row>(selectSql(tx.dialect, columns, matches), wanted);
  return Promise.all(rows.map((row) => toStoredCall(tx, row, sources.get(row.connectionId)!)));
}

/** CROSS JOIN makes SQLite start from the few wanted calls instead of reading all. */
function selectSql(dialect: Dialect, columns: Columns, matches: string): string {
  const legs =
    dialect === "sqlite"
      ? `json_group_array(json_array(l."extension", l."userId", l."dismissed"))`
      : `coalesce(json_agg(json_build_array(l."extension", l."userId", l."dismissed")), '[]')::text`;
  return `WITH wanted AS (${documentRows(dialect, columns)})
    SELECT c."id", c."version", c."connectionId", c."externalId", c."clientE164",
      c."requestedById", c."clientOwnerId", c."erasedAt" IS NOT NULL AS "erased", c."told", p."id" AS "contactId", p."name" AS "contactName",
      o."name" AS "company", p."ownerId",
      c."outcomeId", r."key" AS "outcomeKey", r."name" AS "outcomeName",
      (SELECT ${legs} FROM "CallLeg" l WHERE l."callId" = c."id") AS "legs"
    FROM wanted CROSS JOIN "Call" c
    LEFT JOIN "Contact" p ON p."id" = c."contactId"
    LEFT JOIN "Company" o ON o."id" = p."companyId"
    LEFT JOIN "Outcome" r ON r."id" = c."outcomeId"
    WHERE ${matches}
    ORDER BY c."startedAt", c."id"`;
}

async function toStoredCall(tx: DirectTx, row: Row, source: CallSource): Promise<StoredCall> {
  const events =
    row.told === null
      ? await eventsOfOldCall(tx, row.id)
      : (JSON.parse(row.told) as RecordedEvent[]);
  const legs = JSON.parse(row.legs) as [string, string | null, string | null][];
  const call = { ...fold(events)!, events };
  return {
    id: row.id,
    version: row.version,
    source,
    externalId: row.externalId,
    clientE164: row.clientE164,
    requestedById: row.requestedById,
    clientOwnerId: row.clientOwnerId,
    erased: Boolean(row.erased),
    contact: row.contactId
      ? {
          id: row.contactId,
          name: row.contactName ?? "",
          company: row.company,
          ownerId: row.ownerId,
        }
      : null,
    outcome: row.outcomeId
      ? { id: row.outcomeId, key: row.outcomeKey, name: row.outcomeName }
      : null,
    legs: new Map(legs.map(([number, userId, dismissed]) => [number, { userId, dismissed }])),
    call,
    before: call,
  };
}
