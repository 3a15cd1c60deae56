/** Whom an export or an erasure is about: one contact, all that went into it, and what is theirs alone. */
import { db } from "#lib/db/client";
import { readFieldChanges, type FieldChanges } from "#lib/contacts/contact-history";
import { fieldsThatAre } from "#lib/contacts/fields";
import { whereWent } from "#lib/contacts/duplicates/queries";
import { defaultCountry } from "#lib/numbers/default-country";
import { parsePhoneNumber } from "#lib/numbers/phone-number";
import { foldForSearch } from "#lib/search/search-text";

export interface Person {
  /** The contact's, and after it those of the contacts merged into it. */
  contactIds: string[];
  /** As the team calls them today. */
  name: string;
  /** Each once, earlier ones included; folded. */
  names: string[];
  /** In E.164, earlier ones included: those no other contact has. */
  numbers: string[];
  /** In E.164: theirs, and another contact's too. */
  shared: string[];
  /** Folded, earlier ones included: those no other contact has. */
  emails: string[];
  /** Folded: theirs, and another contact's too. */
  sharedEmails: string[];
  /** What the search finds them by, or did. */
  searchTexts: string[];
}

/** More merges than anybody does; a circle of them ends too. */
const mostMerged = 1_000;

/**
 * @param also other contacts that are the same person
 * @returns null when there is no such contact; one that was merged is who it went into
 */
export async function readPerson(
  contactId: string,
  also: readonly string[] = [],
): Promise<Person | null> {
  const id = (await whereWent(contactId)) ?? contactId;
  const contactIds = await withMerged([id, ...also]);
  const rows = await db().contact.findMany({
    where: { id: { in: contactIds } },
    select: { id: true, name: true, searchText: true, numbers: true, emails: true },
  });
  const kept = rows.find((row) => row.id === id);
  if (!kept) return null;
  const history = await db().contactChange.findMany({
    where: { contactId: { in: contactIds }, fields: { not: null } },
    select: { fields: true },
  });
  const before = earlier(history.map(({ fields }) => readFieldChanges(fields)));
  const country = await defaultCountry();
  const numbers = new Set([
    ...rows.flatMap((row) => row.numbers.flatMap(({ e164 }) => e164 ?? [])),
    ...before.numbers.flatMap((raw) => parsePhoneNumber(raw, country).e164 ?? []),
  ]);
  const emails = new Set([
    ...rows.flatMap((row) => row.emails.map(({ key }) => key)),
    ...before.emails.map(foldForSearch),
  ]);
  const names = [...rows.map(({ name }) => name), ...before.names].map(foldForSearch);
  const others = await ofOthers(contactIds, [...numbers], [...emails]);
  return {
    contactIds: [id, ...contactIds.filter((one) => one !== id)],
    name: kept.name,
    names: [...new Set(names)].filter(Boolean),
    numbers: [...numbers].filter((one) => !others.numbers.has(one)),
    shared: rows
      .flatMap((row) => row.numbers.flatMap(({ e164 }) => e164 ?? []))
      .filter((one, index, all) => others.numbers.has(one) && all.indexOf(one) === index),
    emails: [...emails].filter((one) => one && !others.emails.has(one)),
    sharedEmails: [...emails].filter((one) => others.emails.has(one)),
    searchTexts: [
      ...rows.map(({ searchText }) => searchText),
      ...before.searched.map(foldForSearch),
    ],
  };
}

async function withMerged(ids: readonly string[]): Promise<string[]> {
  const found = new Set(ids);
  for (let last = [...found]; last.length > 0 && found.size < mostMerged;) {
    const rows = await db().contact.findMany({
      where: { mergedIntoId: { in: last } },
      select: { id: true },
    });
    last = rows.map((row) => row.id).filter((one) => !found.has(one));
    for (const one of last) found.add(one);
  }
  return [...found];
}

/** Names, numbers and addresses they had before, and the words by which they were found. */
function earlier(changes: readonly FieldChanges[]) {
  const names: string[] = [];
  const numbers: string[] = [];
  const emails: string[] = [];
  const searched: string[] = [];
  for (const change of changes) {
    for (const field of fieldsThatAre("searched")) {
      const { from, to } = change[field] ?? {};
      searched.push(...[from, to].flat().filter((value) => typeof value === "string"));
    }
    for (const value of [change.name?.from, change.name?.to]) if (value) names.push(value);
    for (const list of [change.numbers?.from, change.numbers?.to]) {
      for (const { raw } of list ?? []) numbers.push(raw);
    }
    for (const list of [change.emails?.from, change.emails?.to]) {
      for (const { address } of list ?? []) emails.push(address);
    }
  }
  return { names, numbers, emails, searched };
}

/** Those of the numbers and addresses that another contact has as well, be it in the bin. */
async function ofOthers(contactIds: string[], numbers: string[], emails: string[]) {
  const contactId = { notIn: contactIds };
  const [sameNumber, sameEmail] = await Promise.all([
    db().contactNumber.findMany({
      where: { contactId, e164: { in: numbers } },
      select: { e164: true },
    }),
    db().contactEmail.findMany({
      where: { contactId, key: { in: emails } },
      select: { key: true },
    }),
  ]);
  return {
    numbers: new Set(sameNumber.map(({ e164 }) => e164)),
    emails: new Set(sameEmail.map(({ key }) => key)),
  };
}
