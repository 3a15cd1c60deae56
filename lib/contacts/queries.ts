import { contactsWithin, reachOf, type Viewer } from "#lib/auth/policy";
import { db } from "#lib/db/client";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import { contactFields, pick, plainFields, type ContactFields, type PlainField } from "./fields";
import { filteredFields, type Filter, type FilteredField, type ListOptions } from "./list-options";
import { contactsFound } from "./search-contacts";
import { foldForSearch } from "#lib/search/search-text";

export interface ContactView extends Pick<ContactFields, PlainField> {
  id: string;
  company: string | null;
  companyId: string | null;
  /** The first of `emails`. */
  email: string | null;
  emails: { address: string; label: string | null }[];
  owner: { id: string; name: string } | null;
  tags: { id: string; name: string }[];
  numbers: { raw: string; e164: string | null; label: string | null }[];
  createdAt: string;
  updatedAt: string;
}

/** What a view is made of. */
export const contactInclude = {
  company: { select: { id: true, name: true } },
  owner: { select: { id: true, name: true } },
  numbers: { orderBy: { position: "asc" } },
  emails: { orderBy: { position: "asc" } },
  tags: {
    select: { tag: { select: { id: true, name: true } } },
    orderBy: { tag: { nameKey: "asc" } },
  },
} as const satisfies Prisma.ContactInclude;

export type ContactRow = Prisma.ContactGetPayload<{ include: typeof contactInclude }>;

export function toContactView(row: ContactRow): ContactView {
  return {
    id: row.id,
    ...pick(row, plainFields),
    company: row.company?.name ?? null,
    companyId: row.companyId,
    email: row.emails[0]?.address ?? null,
    emails: row.emails.map(({ address, label }) => ({ address, label })),
    owner: row.owner,
    tags: row.tags.map(({ tag }) => tag),
    numbers: row.numbers.map(({ raw, e164, label }) => ({ raw, e164, label })),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

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
      options.callback ? { callbacks: { some: { closedAt: null } } } : {},
      options.since ? { createdAt: { gte: new Date(options.since) } } : {},
    ],
  };
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
      return { companyKey: foldForSearch(value) };
    case "flag":
      return { [field]: value === "yes" };
    case "text":
      return { [field]: value };
  }
}

/** The contact; null when there is none (any more), it is in the bin, or out of the person's reach. */
export async function getContact(id: string, viewer: Viewer): Promise<ContactView | null> {
  const row = await db().contact.findUnique({
    where: { id, deletedAt: null, AND: contactsWithin(await reachOf(viewer)) },
    include: contactInclude,
  });
  return row && toContactView(row);
}

/** The contact whoever asks: for those who have just written it. */
export async function readContact(id: string): Promise<ContactView | null> {
  const row = await db().contact.findUnique({
    where: { id, deletedAt: null },
    include: contactInclude,
  });
  return row && toContactView(row);
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
    include: contactInclude,
    orderBy: { id: "asc" },
    take: options.limit + 1,
  });
  const page = rows.slice(0, options.limit);
  const next = rows.length > options.limit ? (page.at(-1)?.id ?? null) : null;
  return { contacts: page.map(toContactView), next };
}
