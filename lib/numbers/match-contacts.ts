/**
 * Matching: which contacts may have a number, best first, each with its reason, and which one certainly
 * has it. One statement answers for any number of numbers. The writer of calls runs it as a prepared
 * statement and the screens through Prisma, so both always agree (docs/numbers.md).
 */
import type { Db, Tx } from "#lib/db/client";
import { direct, toDocument, type DirectTx } from "#lib/db/direct";
import { documentRows } from "#lib/db/json-sql";
import type { Dialect } from "#lib/db/migrations";
import type { CandidateView, MatchReason } from "./candidate-view";
import { nationalSpellings } from "./phone-number";

/** Limit of contacts shown for one number. */
const mostCandidates = 20;

export interface MatchedContact extends Omit<CandidateView, "owner" | "reason"> {
  ownerId: string | null;
  reason: MatchReason;
  /** A person chose "none of them" while this contact existed: neither candidate nor match. */
  ruledOut: boolean;
}

/** All contacts that may have each number, best first, whatever was chosen for the number. */
export async function everyMatch(
  db: Db | Tx | DirectTx,
  e164s: readonly string[],
): Promise<Map<string, MatchedContact[]>> {
  if (e164s.length === 0) return new Map();
  const spellings = spellingsOf(e164s);
  const rows =
    "rows" in db
      ? await db.rows<MatchRow>(matchSql(db.dialect), spellings)
      : await db.$queryRawUnsafe<MatchRow[]>(matchSql(direct().dialect), toDocument(spellings));
  return byNumber(rows);
}

/** Candidates: the contact that a person chose; else all that nobody has ruled out. */
export function candidatesAmong(matches: readonly MatchedContact[]): MatchedContact[] {
  const chosen = matches.find(({ reason }) => reason.chosen);
  return chosen ? [chosen] : matches.filter(({ ruledOut }) => !ruledOut);
}

/** The certain match: chosen, or the only contact with the whole number. Part of a number is never certain. */
export function certainAmong(matches: readonly MatchedContact[]): MatchedContact | null {
  const [only, another] = candidatesAmong(matches).filter(
    ({ reason }) => reason.chosen || reason.kind === "number",
  );
  return only && !another ? only : null;
}

/** Candidates of each number, in one look-up; numbers without any are left out. */
export async function matchNumbers(
  db: Db | Tx,
  e164s: readonly string[],
): Promise<Map<string, CandidateView[]>> {
  const found = new Map<string, CandidateView[]>();
  for (const [e164, matches] of await everyMatch(db, e164s)) {
    const candidates = candidatesAmong(matches);
    if (candidates.length > 0) found.set(e164, candidates.map(toSummary));
  }
  return found;
}

/** Candidates of one number; null, a number that isn't understood, has none. */
export async function matchContacts(db: Db | Tx, e164: string | null): Promise<CandidateView[]> {
  if (!e164) return [];
  return (await matchNumbers(db, [e164])).get(e164) ?? [];
}

/** The certain match of each number; numbers without one are left out. */
export async function certainOwners(
  db: Db | Tx | DirectTx,
  e164s: readonly string[],
): Promise<Map<string, MatchedContact>> {
  const owners = new Map<string, MatchedContact>();
  for (const [e164, matches] of await everyMatch(db, e164s)) {
    const owner = certainAmong(matches);
    if (owner) owners.set(e164, owner);
  }
  return owners;
}

export function toSummary({ id, name, company, ownerId, reason }: MatchedContact): CandidateView {
  return { id, name, company, owner: ownerId, reason };
}

interface MatchRow {
  /** The number asked for. */
  e164: string;
  id: string;
  name: string;
  ownerId: string | null;
  company: string | null;
  /** Index of the number among the contact's, from 0; null for a chosen contact without the number. */
  position: number | bigint | null;
  label: string | null;
  /** Only the national digits are equal: the stored number has no country. */
  national: boolean | number | bigint;
  chosen: boolean | number;
  ruledOut: boolean | number;
}

/** Keeps the best row of each contact per number, up to the limit. */
function byNumber(rows: readonly MatchRow[]): Map<string, MatchedContact[]> {
  const matches = new Map<string, MatchedContact[]>();
  for (const row of rows) {
    const contacts = matches.get(row.e164) ?? [];
    if (contacts.length === mostCandidates || contacts.some(({ id }) => id === row.id)) continue;
    contacts.push(toMatch(row));
    matches.set(row.e164, contacts);
  }
  return matches;
}

function toMatch({ id, name, company, ownerId, ...row }: MatchRow): MatchedContact {
  const reason: MatchReason = {
    kind: row.national ? "national" : "number",
    position: row.position === null ? null : Number(row.position) + 1,
    label: row.label,
    chosen: Boolean(row.chosen),
  };
  return { id, name, company, ownerId, reason, ruledOut: Boolean(row.ruledOut) };
}

/** The statement's parameter: each number itself, and each spelling it may have without its country. */
function spellingsOf(e164s: readonly string[]): (string | null)[][] {
  return [...new Set(e164s)].flatMap((e164) => [
    [e164, null],
    ...nationalSpellings(e164).map((digits) => [e164, digits]),
  ]);
}

/**
 * Ranks contacts with the whole number before national spellings, then open callbacks, then the last
 * talk, then the last edit. Ignored numbers match nobody, and contacts in the bin never match.
 *
 * CROSS JOIN and coalesce keep SQLite from starting at all contacts that are not in the bin, or all
 * numbers that are not understood.
 */
export function matchSql(dialect: Dialect): string {
  return `WITH wanted AS (${documentRows(dialect, { e164: "text", digits: "text" })}),
    hits AS (
      SELECT w."e164", n."contactId", n."position", n."label", 0 AS "national"
      FROM wanted w CROSS JOIN "ContactNumber" n
      WHERE w."digits" IS NULL AND n."e164" = w."e164"
      UNION ALL
      SELECT w."e164", n."contactId", n."position", n."label", 1
      FROM wanted w CROSS JOIN "ContactNumber" n
      WHERE n."digits" = w."digits" AND coalesce(n."e164", '') = ''
      UNION ALL
      SELECT w."e164", x."contactId", NULL, NULL, 0
      FROM wanted w CROSS JOIN "NumberChoice" x
      WHERE w."digits" IS NULL AND x."e164" = w."e164"
    )
    SELECT h."e164", p."id", p."name", p."ownerId", o."name" AS "company",
      h."position", h."label", h."national" = 1 AS "national",
      coalesce(x."contactId" = p."id", false) AS "chosen",
      x."e164" IS NOT NULL AND x."contactId" IS NULL AND p."createdAt" <= x."chosenAt"
        AS "ruledOut"
    FROM hits h
    CROSS JOIN "Contact" p
    LEFT JOIN "Company" o ON o."id" = p."companyId"
    LEFT JOIN "NumberChoice" x ON x."e164" = h."e164"
    LEFT JOIN "IgnoredNumber" i ON i."e164" = h."e164"
    WHERE p."id" = h."contactId" AND p."deletedAt" IS NULL AND i."e164" IS NULL
    ORDER BY h."national",
      CASE WHEN EXISTS (SELECT 1 FROM "Callback" b WHERE b."openKey" = 'contact:' || p."id")
        THEN 0 ELSE 1 END,
      coalesce((SELECT max(c."startedAt") FROM "Call" c WHERE c."contactId" = p."id"),
        '1970-01-01') DESC,
      p."updatedAt" DESC, p."id", coalesce(h."position", 99)`;
}
