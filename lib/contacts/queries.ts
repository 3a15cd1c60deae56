import { db } from "#lib/db/client";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import { pageSize, type ListOptions } from "./list-options";
import { foldForSearch } from "./search-text";

export interface ContactView {
  id: string;
  name: string;
  company: string | null;
  email: string | null;
  note: string | null;
  owner: { id: string; name: string } | null;
  numbers: { raw: string; e164: string | null; label: string | null }[];
  createdAt: string;
  updatedAt: string;
}

const include = {
  company: { select: { name: true } },
  owner: { select: { id: true, name: true } },
  numbers: { orderBy: { position: "asc" } },
} as const satisfies Prisma.ContactInclude;

type Row = Prisma.ContactGetPayload<{ include: typeof include }>;

function toView(row: Row): ContactView {
  return {
    id: row.id,
    name: row.name,
    company: row.company?.name ?? null,
    email: row.email,
    note: row.note,
    owner: row.owner,
    numbers: row.numbers.map(({ raw, e164, label }) => ({ raw, e164, label })),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** A page of contacts. Three digits or more are looked for within numbers, other words within names. */
export async function listContacts(
  options: ListOptions,
): Promise<{ contacts: ContactView[]; total: number }> {
  const where = matching(options.q);
  const [rows, total] = await Promise.all([
    db().contact.findMany({
      where,
      include,
      orderBy: [sorted(options), { id: "asc" }],
      skip: (options.page - 1) * pageSize,
      take: pageSize,
    }),
    db().contact.count({ where }),
  ]);
  return { contacts: rows.map(toView), total };
}

function matching(q: string): Prisma.ContactWhereInput {
  if (q === "") return {};
  const digits = q.replace(/\D/g, "");
  const isNumber = digits.length >= 3 && /^[\d\s+().-]+$/.test(q);
  // Russian numbers are written with 8 or +7 alike; what follows is the same.
  const tail = digits.length === 11 && /^[78]/.test(digits) ? digits.slice(1) : digits;
  if (isNumber) return { numbers: { some: { digits: { contains: tail } } } };
  return {
    AND: foldForSearch(q)
      .split(" ")
      .map((word) => ({ searchText: { contains: word } })),
  };
}

function sorted({ sort, order }: ListOptions): Prisma.ContactOrderByWithRelationInput {
  if (sort === "company") return { company: { name: order } };
  return sort === "updated" ? { updatedAt: order } : { searchText: order };
}

export async function getContact(id: string): Promise<ContactView | null> {
  const row = await db().contact.findUnique({ where: { id }, include });
  return row && toView(row);
}

/** All contacts in the order of their creation, for reading from outside. */
export async function readContacts(options: {
  limit: number;
  after?: string;
}): Promise<{ contacts: ContactView[]; next: string | null }> {
  const rows = await db().contact.findMany({
    where: options.after ? { id: { gt: options.after } } : {},
    include,
    orderBy: { id: "asc" },
    take: options.limit + 1,
  });
  const page = rows.slice(0, options.limit);
  const next = rows.length > options.limit ? (page.at(-1)?.id ?? null) : null;
  return { contacts: page.map(toView), next };
}
