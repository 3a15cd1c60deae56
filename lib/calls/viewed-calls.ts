/**
 * Calls with all that belongs to them, by one prepared statement: what a page lists and what is pushed. Prisma takes six
 * for it (docs/decisions/011-short-way.md).
 */
import { join, raw, sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import { db } from "#lib/db/client";
import { direct } from "#lib/db/direct";
import { arrayOf, readArray, timeText } from "#lib/db/json-sql";
import type { Dialect } from "#lib/db/migrations";
import { matchNumbers } from "#lib/numbers/match-contacts";
import type { ClientCard } from "#lib/providers/contract";
import type { CallView } from "./call-view";
import { readRouting, toCallView, type ViewedCall } from "./view";

/** A call's view, and whom else than those who took part it concerns. */
export interface ReadCall {
  view: CallView;
  requestedById: string | null;
  clientOwnerId: string | null;
}

/** These calls, in no order; an id of no call is left out. The candidates of unassigned ones are looked up together. */
export async function readViewedCalls(ids: readonly string[]): Promise<ReadCall[]> {
  if (ids.length === 0) return [];
  const rows = await direct().read<StoredRow>(
    sql`${selection()} WHERE c."id" IN (${join([...ids])})`,
  );
  const unassigned = rows.flatMap(({ contactId, clientE164 }) =>
    contactId === null && clientE164 !== null ? [clientE164] : [],
  );
  const candidates = await matchNumbers(db(), unassigned);
  return rows.map((row) => {
    const { requestedById, clientOwnerId } = row;
    const view = toCallView(toViewedCall(row), candidates.get(row.clientE164 ?? "") ?? []);
    return { view, requestedById, clientOwnerId };
  });
}

const plain = [
  "id",
  "version",
  "direction",
  "state",
  "disposition",
  "clientRaw",
  "clientE164",
  "trunk",
  "talkSeconds",
  "recordingUrl",
  "failure",
  "requestedById",
  "clientOwnerId",
] as const;

/** What the databases answer: times are text; flags, and the legs, are as each of them writes those. */
type StoredRow = Pick<ViewedCall, Extract<(typeof plain)[number], keyof ViewedCall>> & {
  requestedById: string | null;
  clientOwnerId: string | null;
  slug: string;
  started: string;
  answered: string | null;
  ended: string | null;
  isReplayed: unknown;
  card: string | null;
  routed: string | null;
  contactId: string | null;
  contactName: string;
  contactOwnerId: string | null;
  company: string | null;
  outcomeId: string | null;
  outcomeKey: string | null;
  outcomeName: string | null;
  legs: unknown;
};

type StoredLeg = Omit<ViewedCall["legs"][number], "answeredAt"> & { answered: string | null };

function toViewedCall(row: StoredRow): ViewedCall {
  const { contactId, outcomeId } = row;
  return {
    ...row,
    startedAt: new Date(row.started),
    answeredAt: timeOf(row.answered),
    endedAt: timeOf(row.ended),
    replayed: Boolean(row.isReplayed),
    contact:
      contactId === null
        ? null
        : {
            id: contactId,
            name: row.contactName,
            company: row.company,
            ownerId: row.contactOwnerId,
          },
    outcome:
      outcomeId === null ? null : { id: outcomeId, key: row.outcomeKey, name: row.outcomeName },
    legs: readArray<StoredLeg>(row.legs).map(({ answered, ...leg }) => ({
      ...leg,
      answeredAt: timeOf(answered),
    })),
    clientCard: row.card === null ? null : (JSON.parse(row.card) as ClientCard),
    routing: readRouting(row.routed),
  };
}

const timeOf = (stored: string | null) => (stored === null ? null : new Date(stored));

const selections = new Map<Dialect, Sql>();

function selection(): Sql {
  const { dialect } = direct();
  const known = selections.get(dialect) ?? raw(selectionOf(dialect));
  selections.set(dialect, known);
  return known;
}

function selectionOf(dialect: Dialect): string {
  const legs = arrayOf(dialect, {
    columns: {
      extension: `l."extension"`,
      userId: `l."userId"`,
      state: `l."state"`,
      answered: timeText(dialect, `l."answeredAt"`),
      dismissed: `l."dismissed"`,
    },
    from: `"CallLeg" l WHERE l."callId" = c."id"`,
    orderBy: `l."startedAt", l."id"`,
  });
  return `SELECT ${plain.map((column) => `c."${column}"`).join(", ")}, k."slug",
      ${timeText(dialect, `c."startedAt"`)} AS "started",
      ${timeText(dialect, `c."answeredAt"`)} AS "answered",
      ${timeText(dialect, `c."endedAt"`)} AS "ended",
      c."replayed" AS "isReplayed", c."clientCard" AS "card", c."routing" AS "routed",
      p."id" AS "contactId", p."name" AS "contactName", p."ownerId" AS "contactOwnerId",
      company."name" AS "company",
      o."id" AS "outcomeId", o."key" AS "outcomeKey", o."name" AS "outcomeName",
      ${legs} AS "legs"
    FROM "Call" c JOIN "Connection" k ON k."id" = c."connectionId"
    LEFT JOIN "Contact" p ON p."id" = c."contactId"
    LEFT JOIN "Company" company ON company."id" = p."companyId"
    LEFT JOIN "Outcome" o ON o."id" = c."outcomeId"`;
}
