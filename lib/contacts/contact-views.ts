/**
 * Contacts with all that belongs to them, by one prepared statement. Every list, page and answer reads them; Prisma
 * takes six statements for it, and a quarter of a millisecond for each (docs/decisions/011-short-way.md).
 */
import { join, raw, sqltag as sql } from "@prisma/client/runtime/client";
import { andWithin, type Reach } from "#lib/auth/policy";
import type { OutcomeView } from "#lib/calls/call-view";
import { neverCalled } from "#lib/calls/contact-calls";
import { direct } from "#lib/db/direct";
import { arrayOf, readArray, timeText } from "#lib/db/json-sql";
import type { Dialect } from "#lib/db/migrations";
import {
  fieldsOfKind,
  pick,
  plainFields,
  type ContactFields,
  type FieldValues,
  type PlainField,
} from "./fields";

export interface ContactView extends Pick<ContactFields, PlainField> {
  id: string;
  company: string | null;
  companyId: string | null;
  /** The first of `emails`. */
  email: string | null;
  emails: FieldValues["emails"];
  owner: { id: string; name: string } | null;
  tags: { id: string; name: string }[];
  numbers: { raw: string; e164: string | null; label: string | null }[];
  calls: ContactCallsView;
  createdAt: string;
  updatedAt: string;
}

/** What their calls come to (lib/calls/contact-calls.ts). */
export interface ContactCallsView {
  /** When the team last called them or talked with them. */
  calledAt: string | null;
  talkedAt: string | null;
  /** Calls in vain since the last talk. */
  attempts: number;
  outcome: OutcomeView | null;
}

/** The contacts with these ids in their order, also those in the bin; an id of nobody is left out. */
export async function readContactViews(ids: readonly string[]): Promise<ContactView[]> {
  if (ids.length === 0) return [];
  const rows = await direct().read<StoredContact>(
    sql`${selection()} WHERE c."id" IN (${join([...ids])})`,
  );
  const views = new Map(rows.map((row) => [row.id, toView(row)]));
  return ids.flatMap((id) => views.get(id) ?? []);
}

/** The contact; null when there is none (any more), it is in the bin, or out of reach. @param reach null: all there are */
export async function readContactView(id: string, reach: Reach): Promise<ContactView | null> {
  const [row] = await direct().read<StoredContact>(
    sql`${selection()} WHERE c."id" = ${id} AND c."deletedAt" IS NULL ${andWithin(reach, raw('c."ownerId"'))}`,
  );
  return row ? toView(row) : null;
}

/** What the databases answer: arrays and flags are as each of them writes those. */
type StoredContact = Pick<ContactFields, PlainField> & {
  id: string;
  companyId: string | null;
  company: string | null;
  ownerId: string | null;
  owner: string | null;
  called: string | null;
  talked: string | null;
  attempts: number | null;
  outcomeId: string | null;
  outcomeKey: string | null;
  outcomeName: string | null;
  created: string;
  updated: string;
  numbers: unknown;
  emails: unknown;
  tags: unknown;
};

const flags = fieldsOfKind("flag");

function toView(row: StoredContact): ContactView {
  const emails = readArray<ContactView["emails"][number]>(row.emails);
  return {
    id: row.id,
    ...pick(row, plainFields),
    // SQLite knows numbers only.
    ...(Object.fromEntries(flags.map((flag) => [flag, Boolean(row[flag])])) as {
      doNotCall: boolean;
    }),
    company: row.company,
    companyId: row.companyId,
    email: emails[0]?.address ?? null,
    emails,
    owner: row.ownerId === null ? null : { id: row.ownerId, name: row.owner! },
    tags: readArray(row.tags),
    numbers: readArray(row.numbers),
    calls: toCallsView(row),
    createdAt: isoOf(row.created)!,
    updatedAt: isoOf(row.updated)!,
  };
}

function toCallsView(row: StoredContact): ContactCallsView {
  const { outcomeId: id, outcomeKey: key, outcomeName: name } = row;
  const calledAt = isoOf(row.called);
  return {
    calledAt: calledAt === neverCalled.toISOString() ? null : calledAt,
    talkedAt: isoOf(row.talked),
    attempts: row.attempts ?? 0,
    outcome: id === null ? null : { id, key, name },
  };
}

const isoOf = (stored: string | null) => stored && new Date(stored).toISOString();

const selections = new Map<Dialect, ReturnType<typeof raw>>();

function selection() {
  const { dialect } = direct();
  const known = selections.get(dialect) ?? raw(selectionOf(dialect));
  selections.set(dialect, known);
  return known;
}

function selectionOf(dialect: Dialect): string {
  const numbers = arrayOf(dialect, {
    columns: { raw: `n."raw"`, e164: `n."e164"`, label: `n."label"` },
    from: `"ContactNumber" n WHERE n."contactId" = c."id"`,
    orderBy: `n."position"`,
  });
  const emails = arrayOf(dialect, {
    columns: { address: `e."address"`, label: `e."label"` },
    from: `"ContactEmail" e WHERE e."contactId" = c."id"`,
    orderBy: `e."position"`,
  });
  const tags = arrayOf(dialect, {
    columns: { id: `t."id"`, name: `t."name"` },
    from: `"ContactTag" ct JOIN "Tag" t ON t."id" = ct."tagId" WHERE ct."contactId" = c."id"`,
    orderBy: `t."nameKey"`,
  });
  return `SELECT c."id", ${plainFields.map((field) => `c."${field}"`).join(", ")},
      c."companyId", company."name" AS "company", c."ownerId", owner."name" AS "owner",
      ${timeText(dialect, `calls."calledAt"`)} AS "called",
      ${timeText(dialect, `calls."talkedAt"`)} AS "talked", calls."attempts",
      outcome."id" AS "outcomeId", outcome."key" AS "outcomeKey", outcome."name" AS "outcomeName",
      ${timeText(dialect, `c."createdAt"`)} AS "created",
      ${timeText(dialect, `c."updatedAt"`)} AS "updated",
      ${numbers} AS "numbers", ${emails} AS "emails", ${tags} AS "tags"
    FROM "Contact" c
    LEFT JOIN "Company" company ON company."id" = c."companyId"
    LEFT JOIN "User" owner ON owner."id" = c."ownerId"
    LEFT JOIN "ContactCalls" calls ON calls."contactId" = c."id"
    LEFT JOIN "Outcome" outcome ON outcome."id" = calls."outcomeId"`;
}
