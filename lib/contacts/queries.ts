import type { CurrentUser } from "#lib/auth/roles";
import { db } from "#lib/db/client";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import { fieldsInclude } from "./contact-fields";
import type { Filter, ListOptions } from "./list-options";
import { contactsFound } from "./search-contacts";
import { foldForSearch } from "./search-text";

export interface ContactView {
  id: string;
  name: string;
  company: string | null;
  companyId: string | null;
  /** The first of `emails`. */
  email: string | null;
  emails: { address: string; label: string | null }[];
  note: string | null;
  owner: { id: string; name: string } | null;
  tags: { id: string; name: string }[];
  /** Where they came from, in the team's words. */
  source: string | null;
  /** Wants no automatic calls. */
  doNotCall: boolean;
  numbers: { raw: string; e164: string | null; label: string | null }[];
  createdAt: string;
  updatedAt: string;
}

/** What a view is made of. */
export const contactInclude = {
  ...fieldsInclude,
  owner: { select: { id: true, name: true } },
} as const satisfies Prisma.ContactInclude;

export type ContactRow = Prisma.ContactGetPayload<{ include: typeof contactInclude }>;

export function toContactView(row: ContactRow): ContactView {
  return {
    id: row.id,
    name: row.name,
    company: row.company?.name ?? null,
    companyId: row.companyId,
    email: row.emails[0]?.address ?? null,
    emails: row.emails.map(({ address, label }) => ({ address, label })),
    note: row.note,
    owner: row.owner,
    tags: row.tags.map(({ tag }) => tag),
    source: row.source,
    doNotCall: row.doNotCall,
    numbers: row.numbers.map(({ raw, e164, label }) => ({ raw, e164, label })),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** Who looks: "mine" are theirs. */
export type ContactViewer = Pick<CurrentUser, "id">;

/** The contacts a list means, whatever its order and page. */
export async function contactsWhere(
  options: Pick<ListOptions, "q" | Filter>,
  viewer: ContactViewer,
): Promise<Prisma.ContactWhereInput> {
  const { q, owner, tag, source, company, callback, doNotCall, since } = options;
  const owners = { mine: viewer.id, nobody: null };
  return {
    AND: [
      { deletedAt: null },
      await contactsFound(q),
      owner ? { ownerId: owner in owners ? owners[owner as keyof typeof owners] : owner } : {},
      tag ? { tags: { some: { tagId: tag } } } : {},
      source ? { source } : {},
      company ? { companyKey: foldForSearch(company) } : {},
      callback ? { callbacks: { some: { closedAt: null } } } : {},
      doNotCall ? { doNotCall: doNotCall === "yes" } : {},
      since ? { createdAt: { gte: new Date(since) } } : {},
    ],
  };
}

/** The contact; null when there is none (any more), or it is in the bin. */
export async function getContact(id: string): Promise<ContactView | null> {
  const row = await db().contact.findUnique({ where: { id }, include: contactInclude });
  return row?.deletedAt === null ? toContactView(row) : null;
}

/** All contacts in the order of their creation, for reading from outside. */
export async function readContacts(options: {
  limit: number;
  after?: string;
}): Promise<{ contacts: ContactView[]; next: string | null }> {
  const rows = await db().contact.findMany({
    where: { deletedAt: null, ...(options.after ? { id: { gt: options.after } } : {}) },
    include: contactInclude,
    orderBy: { id: "asc" },
    take: options.limit + 1,
  });
  const page = rows.slice(0, options.limit);
  const next = rows.length > options.limit ? (page.at(-1)?.id ?? null) : null;
  return { contacts: page.map(toContactView), next };
}
