/** Whose a number may be, every candidate with its reason, and who it is when there is no doubt. */
import type { Db, Tx } from "#lib/db/client";
import { direct, toDocument, type DirectTx } from "#lib/db/direct";
import type { CandidateView, MatchReason } from "#lib/realtime/events";
import { matchSql, wantedNumbers, type MatchRow } from "./match-sql";

/** Contacts of one number that are shown. */
const most = 20;

export interface MatchedContact extends Omit<CandidateView, "owner" | "reason"> {
  ownerId: string | null;
  reason: MatchReason;
  /** They are not it, as somebody has said: neither candidate nor match, unless they are named. */
  passedOver: boolean;
}

/** Everybody who may have the number, whatever was chosen, best first. */
export async function everyMatch(
  db: Db | Tx | DirectTx,
  e164s: readonly string[],
): Promise<Map<string, MatchedContact[]>> {
  if (e164s.length === 0) return new Map();
  const wanted = wantedNumbers(e164s);
  const rows =
    "rows" in db
      ? await db.rows<MatchRow>(matchSql(db.dialect), wanted)
      : await db.$queryRawUnsafe<MatchRow[]>(matchSql(direct().dialect), toDocument(wanted));
  return byNumber(rows);
}

/** Those it may be: the one somebody chose; else all but those somebody has ruled out. */
export function candidatesAmong(matches: readonly MatchedContact[]): MatchedContact[] {
  const chosen = matches.find(({ reason }) => reason.chosen);
  return chosen ? [chosen] : matches.filter(({ passedOver }) => !passedOver);
}

/** Who it is, when that needs no person: never by a part of the number alone. */
export function certainAmong(matches: readonly MatchedContact[]): MatchedContact | null {
  const [only, another] = candidatesAmong(matches).filter(
    ({ reason }) => reason.chosen || reason.kind === "number",
  );
  return only && !another ? only : null;
}

/** The candidates for each of the numbers, in one look-up; numbers without any are not in the answer. */
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

/** The same for one number; one that isn't understood has none. */
export async function matchContacts(db: Db | Tx, e164: string | null): Promise<CandidateView[]> {
  if (!e164) return [];
  return (await matchNumbers(db, [e164])).get(e164) ?? [];
}

/** The contact of each number that certainly is somebody's. */
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

/** Each contact once a number, by its best row; as many as are shown. */
function byNumber(rows: readonly MatchRow[]): Map<string, MatchedContact[]> {
  const matches = new Map<string, MatchedContact[]>();
  for (const row of rows) {
    const known = matches.get(row.e164) ?? [];
    if (known.length === most || known.some(({ id }) => id === row.id)) continue;
    known.push(toMatch(row));
    matches.set(row.e164, known);
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
  return { id, name, company, ownerId, reason, passedOver: Boolean(row.passedOver) };
}
