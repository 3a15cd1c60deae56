/** Reads calls for their writer, each with its client and whose legs it has, in one statement. */
import { db } from "#lib/db/client";
import type { DirectTx } from "#lib/db/direct";
import { documentRows, type Columns } from "#lib/db/json-sql";
import type { Dialect } from "#lib/db/migrations";
import type { CallFacts, LegRecord, ToldEvent } from "./call-record";
import { readClientCard } from "./client-card";
import { fold } from "./fold";
import { retell } from "./retell";
import type { CallSource, StoredCall } from "./stored-call";

interface Row {
  id: string;
  version: number;
  connectionId: string;
  externalId: string | null;
  clientE164: string | null;
  requestedById: string | null;
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
/** Clicked numbers that no provider has spoken of. */
const unheard = {
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
/** The same for a client whose number nobody understands: an extension, a hidden one. */
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
const lookups = { byId, byExternalId, byClient, byRawClient, unheard };

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
  return Promise.all(rows.map((row) => toStoredCall(row, sources.get(row.connectionId)!)));
}

/** CROSS JOIN keeps SQLite from reading all calls there are to find the few that are wanted. */
function selectSql(dialect: Dialect, columns: Columns, matches: string): string {
  const legs =
    dialect === "sqlite"
      ? `json_group_array(json_array(l."extension", l."userId", l."dismissed"))`
      : `coalesce(json_agg(json_build_array(l."extension", l."userId", l."dismissed")), '[]')::text`;
  return `WITH wanted AS (${documentRows(dialect, columns)})
    SELECT c."id", c."version", c."connectionId", c."externalId", c."clientE164",
      c."requestedById", c."told", p."id" AS "contactId", p."name" AS "contactName",
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

async function toStoredCall(row: Row, source: CallSource): Promise<StoredCall> {
  const { id, version, externalId, clientE164, requestedById, company, ownerId } = row;
  const told =
    row.told === null ? retell(await factsOf(id)) : (JSON.parse(row.told) as ToldEvent[]);
  const legs = JSON.parse(row.legs) as [string, string | null, string | null][];
  return {
    ...{ id, version, source, externalId, clientE164, requestedById },
    contact: row.contactId
      ? { id: row.contactId, name: row.contactName ?? "", company, ownerId }
      : null,
    outcome: row.outcomeId
      ? { id: row.outcomeId, key: row.outcomeKey, name: row.outcomeName }
      : null,
    legs: new Map(legs.map(([number, userId, dismissed]) => [number, { userId, dismissed }])),
    call: { ...fold(told)!, told },
  };
}

/** A call recorded before calls remembered: what its columns say. */
async function factsOf(id: string): Promise<CallFacts> {
  const row = await db().call.findUniqueOrThrow({ where: { id }, include: { legs: true } });
  return {
    direction: row.direction as CallFacts["direction"],
    state: row.state as CallFacts["state"],
    disposition: row.disposition as CallFacts["disposition"],
    clientRaw: row.clientRaw,
    trunk: row.trunk,
    startedAt: row.startedAt,
    answeredAt: row.answeredAt,
    endedAt: row.endedAt,
    talkSeconds: row.talkSeconds,
    recordingUrl: row.recordingUrl,
    replayed: row.replayed,
    failure: row.failure,
    clientCard: readClientCard(row.clientCard),
    // Nobody routed calls before they remembered.
    routing: null,
    legs: row.legs.map(({ extension, state, startedAt, answeredAt, endedAt }) => {
      return { extension, state: state as LegRecord["state"], startedAt, answeredAt, endedAt };
    }),
  };
}
