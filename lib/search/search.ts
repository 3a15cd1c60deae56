/** Search across contacts, companies, calls and notes, for the palette and the API. */
import { join, sqltag as sql } from "@prisma/client/runtime/client";
import { reachOf, type Reach, type Viewer } from "#lib/auth/policy";
import { direct } from "#lib/db/direct";
import { findCalls } from "./find-calls";
import { findNotes } from "./find-notes";
import { findTexts } from "./find-texts";
import { postgresqlIndex } from "./postgresql-index";
import type { Candidate, Piece } from "./search-index";
import { alternativesOf } from "./search-text";
import { sqliteIndex } from "./sqlite-index";
import { correctWords } from "./typos";
import type { CompanyHit, ContactHit, SearchLimits, SearchResults } from "./view";

/** Typos are corrected when fewer contacts and companies match as typed. */
const enough = 3;

export const searchIndex = () => (direct().dialect === "sqlite" ? sqliteIndex : postgresqlIndex);

/**
 * What `q` finds, best first: any three letters within a name, company or e-mail, any three digits
 * within a number, whatever the case, ё or е; one or two letters find what begins with them. Words of
 * four letters or more may have one letter wrong. Notes are found by words of three letters or more. Deleted
 * contacts and notes are never found, nor what is out of `user`'s reach: contacts, and calls they may not see.
 */
export async function search(
  user: Viewer,
  q: string,
  limits: SearchLimits,
): Promise<SearchResults> {
  const alternatives = alternativesOf(q);
  const [words] = alternatives;
  if (!words) return { contacts: [], companies: [], calls: [], notes: [], corrected: [] };
  const asTyped = alternatives.map((typed) => typed.map((word): Piece => [word]));
  const searcher = { userId: user.id, reach: await reachOf(user) };
  const exact = await findBoth(searcher, asTyped, limits);
  const count = exact.contacts.length + exact.companies.length;
  const corrected =
    count < enough ? await correctWords(searchIndex(), words, { hasFound: count > 0 }) : null;
  const near = corrected
    ? await findBoth(searcher, [corrected], limits)
    : { contacts: [], companies: [] };
  const contacts = joined(exact.contacts, near.contacts, limits.contacts);
  const companies = joined(exact.companies, near.companies, limits.companies);
  const spellings = [...new Set([...alternatives.flat(), ...(corrected?.flat() ?? [])])];
  const contactIds = contacts.map(({ id }) => id);
  const [contactHits, companyHits, calls, notes] = await Promise.all([
    readContacts(contactIds, { spellings, userId: user.id }),
    readCompanies(companies.map(({ id }) => id)),
    findCalls(user, { alternatives, contactIds, most: limits.calls }),
    findNotes(user, q, limits.notes),
  ]);
  return {
    contacts: contactHits,
    companies: companyHits,
    calls,
    notes,
    corrected:
      count === 0 && corrected && contacts.length + companies.length > 0
        ? corrected.flatMap(([, ...corrections]) => corrections)
        : [],
  };
}

async function findBoth(
  searcher: { userId: string; reach: Reach },
  alternatives: readonly (readonly Piece[])[],
  limits: SearchLimits,
): Promise<{ contacts: Candidate[]; companies: Candidate[] }> {
  const index = searchIndex();
  const query = { alternatives, ...searcher };
  const [contacts, companies] = await Promise.all([
    findTexts(index, "Contact", { ...query, most: limits.contacts }),
    findTexts(index, "Company", { ...query, most: limits.companies }),
  ]);
  return { contacts, companies };
}

/** Without duplicates, in order. */
function joined(first: Candidate[], second: Candidate[], most: number): Candidate[] {
  const byId = new Map([...first, ...second].map((candidate) => [candidate.id, candidate]));
  return [...byId.values()].slice(0, most);
}

interface NumberRow {
  contactId: string;
  raw: string;
  e164: string | null;
  digits: string;
}

/** @param options.spellings words of the query: a number or address that holds one of them is shown */
async function readContacts(
  ids: readonly string[],
  { spellings, userId }: { spellings: readonly string[]; userId: string },
): Promise<ContactHit[]> {
  if (ids.length === 0) return [];
  const all = join([...ids]);
  const [rows, numbers, emails] = await Promise.all([
    direct().read<{ id: string; name: string; ownerId: string | null; company: string | null }>(
      sql`SELECT c."id", c."name", c."ownerId", o."name" AS "company" FROM "Contact" c
        LEFT JOIN "Company" o ON o."id" = c."companyId" WHERE c."id" IN (${all})`,
    ),
    direct().read<NumberRow>(
      sql`SELECT "contactId", "raw", "e164", "digits" FROM "ContactNumber"
        WHERE "contactId" IN (${all}) ORDER BY "position"`,
    ),
    direct().read<{ contactId: string; address: string; key: string }>(
      sql`SELECT "contactId", "address", "key" FROM "ContactEmail"
        WHERE "contactId" IN (${all}) ORDER BY "position"`,
    ),
  ]);
  const matches = (text: string) => spellings.some((spelling) => text.includes(spelling));
  return inOrder(ids, rows).map(({ id, name, ownerId, company }) => {
    const ownNumbers = numbers.filter(({ contactId }) => contactId === id);
    const number = ownNumbers.find(({ digits }) => matches(digits)) ?? ownNumbers[0];
    const email = emails.find(({ contactId, key }) => contactId === id && matches(key));
    return {
      id,
      name,
      company,
      own: ownerId === userId,
      number: number ? { raw: number.raw, e164: number.e164 } : null,
      email: email?.address ?? null,
    };
  });
}

async function readCompanies(ids: readonly string[]): Promise<CompanyHit[]> {
  if (ids.length === 0) return [];
  const rows = await direct().read<CompanyHit>(
    sql`SELECT "id", "name" FROM "Company" WHERE "id" IN (${join([...ids])})`,
  );
  return inOrder(ids, rows);
}

/** Rows that were deleted in the meantime are left out. */
function inOrder<Row extends { id: string }>(ids: readonly string[], rows: readonly Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
