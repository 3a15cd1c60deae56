/** Other contacts that look like the same person, those in the bin among them: whoever erases one may mean them all. */
import { db } from "#lib/db/client";
import { foldForSearch, sortKeyOf } from "#lib/search/search-text";
import type { Person } from "./person";

export interface AlikeContact {
  id: string;
  name: string;
  company: string | null;
  deleted: boolean;
  /** What they have in common. */
  by: "number" | "email" | "name";
}

/** More are no person's doubles: a switchboard's number, a name that many have. */
const most = 10;

const select = {
  id: true,
  name: true,
  deletedAt: true,
  company: { select: { name: true } },
} as const;

/** The surest first: a number in common, an address, the same name. */
export async function alikeContacts(person: Person): Promise<AlikeContact[]> {
  const id = { notIn: person.contactIds };
  const numbers = [...person.numbers, ...person.shared];
  const byNumber = { numbers: { some: { e164: { in: numbers } } } };
  const byEmail = { emails: { some: { key: { in: [...person.emails, ...person.sharedEmails] } } } };
  const [sameNumber, sameEmail, sameName] = await Promise.all([
    numbers.length === 0
      ? []
      : db().contact.findMany({ where: { id, ...byNumber }, select, take: most }),
    db().contact.findMany({ where: { id, ...byEmail }, select, take: most }),
    namesakes(person),
  ]);
  const found = new Map<string, AlikeContact>();
  const add = (by: AlikeContact["by"], rows: readonly (typeof sameName)[number][]) => {
    for (const { id: one, name, deletedAt, company } of rows) {
      if (found.has(one)) continue;
      const deleted = deletedAt !== null;
      found.set(one, { id: one, name, company: company?.name ?? null, deleted, by });
    }
  };
  add("number", sameNumber);
  add("email", sameEmail);
  add("name", sameName);
  return [...found.values()].slice(0, most);
}

/** Texts of the search begin with the name: they are found by its index. */
async function namesakes({ contactIds, name }: Person) {
  const key = foldForSearch(name);
  const from = sortKeyOf(key);
  if (from === "") return [];
  const rows = await db().contact.findMany({
    where: { id: { notIn: contactIds }, searchText: { gte: from, lt: `${from}\u{10FFFF}` } },
    select,
    orderBy: { searchText: "asc" },
    take: 5 * most,
  });
  return rows.filter((row) => foldForSearch(row.name) === key);
}
