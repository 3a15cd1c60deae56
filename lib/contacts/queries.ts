import { contactsWithin, reachOf, type Viewer } from "#lib/auth/policy";
import { db } from "#lib/db/client";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import { readContactView, readContactViews, type ContactView } from "./contact-views";
import { contactFields } from "./fields";
import { filteredFields, type Filter, type FilteredField, type ListOptions } from "./list-options";
import { contactsFound } from "./search-contacts";
import { notesHolding } from "#lib/search/find-notes";
import { foldForSearch, sortKeyOf } from "#lib/search/search-text";
import { calledAs } from "./call-filters";

/** The contacts a list means to whoever looks, whatever its order and page; "mine" are theirs. */
export async function contactsWhere(
  options: Pick<ListOptions, "q" | Filter>,
  viewer: Viewer,
): Promise<Prisma.ContactWhereInput> {
  return {
    AND: [
      { deletedAt: null },
      contactsWithin(await reachOf(viewer)),
      await contactsFound(options.q),
      ...filteredFields.flatMap((field) => {
        const value = options[contactFields[field].filter];
        return value ? [conditionOf(field, value, viewer)] : [];
      }),
      options.callback ? { callbacks: { some: { closedAt: null, task: "call" } } } : {},
      calledAs(options),
      options.since ? { createdAt: { gte: new Date(options.since) } } : {},
      options.notes ? { id: { in: await contactsWithNotes(viewer, options.notes) } } : {},
    ],
  };
}

/** Latest notes among which words are looked for: a statement takes so many ids of contacts. */
const mostNotes = 500;

async function contactsWithNotes(viewer: Viewer, words: string): Promise<string[]> {
  const notes = await notesHolding(viewer, words, mostNotes);
  return [...new Set(notes.flatMap(({ contactId }) => contactId ?? []))];
}

/** Contacts whose field holds what a list is narrowed down to. */
function conditionOf(
  field: FilteredField,
  value: string,
  viewer: Viewer,
): Prisma.ContactWhereInput {
  const people: Partial<Record<string, string | null>> = { mine: viewer.id, nobody: null };
  switch (contactFields[field].kind) {
    case "person":
      return { [field]: value in people ? people[value] : value };
    case "tags":
      return { tags: { some: { tagId: value } } };
    case "company":
      return { companyKey: sortKeyOf(foldForSearch(value)) };
    case "flag":
      // Not as an equality: a database would begin with the index of the flag, and sort half a million rows.
      return { [field]: { not: value !== "yes" } };
    case "text":
      return { [field]: value };
  }
}

/** The contact; null when there is none (any more), it is in the bin, or out of the person's reach. */
export async function getContact(id: string, viewer: Viewer): Promise<ContactView | null> {
  return readContactView(id, await reachOf(viewer));
}

/** The contact whoever asks: for those who have just written it. */
export function readContact(id: string): Promise<ContactView | null> {
  return readContactView(id, null);
}

/** The contacts within reach in the order of their creation, for reading from outside. */
export async function readContacts(
  viewer: Viewer,
  options: { limit: number; after?: string },
): Promise<{ contacts: ContactView[]; next: string | null }> {
  const rows = await db().contact.findMany({
    where: {
      deletedAt: null,
      ...(options.after ? { id: { gt: options.after } } : {}),
      AND: contactsWithin(await reachOf(viewer)),
    },
    select: { id: true },
    orderBy: { id: "asc" },
    take: options.limit + 1,
  });
  const ids = rows.slice(0, options.limit).map(({ id }) => id);
  const next = rows.length > options.limit ? (ids.at(-1) ?? null) : null;
  return { contacts: await readContactViews(ids), next };
}
