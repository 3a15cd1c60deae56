import { db } from "#lib/db/client";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import { pageSize, type ListOptions } from "./list-options";
import { contactsMatching } from "./search-contacts";

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

/** A page of contacts; beyond the last page, the last. */
export async function listContacts(
  options: ListOptions,
): Promise<{ contacts: ContactView[]; total: number; page: number }> {
  const where = contactsMatching(options.q);
  const total = await db().contact.count({ where });
  const page = Math.min(options.page, Math.max(Math.ceil(total / pageSize), 1));
  const slice = { skip: (page - 1) * pageSize, take: pageSize };
  const rows =
    options.sort === "company"
      ? await byCompany(where, options.order, slice)
      : await find(where, [sorted(options), { id: "asc" }], slice);
  return { contacts: rows.map(toView), total, page };
}

interface Slice {
  skip: number;
  take: number;
}

function find(
  where: Prisma.ContactWhereInput,
  orderBy: Prisma.ContactOrderByWithRelationInput[],
  slice: Slice,
): Promise<Row[]> {
  return db().contact.findMany({ where, include, orderBy, ...slice });
}

function sorted({ sort, order }: ListOptions): Prisma.ContactOrderByWithRelationInput {
  if (sort === "created") return { createdAt: order };
  if (sort === "updated") return { updatedAt: order };
  // Begins with the folded name: binary order would put ё before а and small letters after large.
  return { searchText: order };
}

/** People without a company come last, in both directions; the databases disagree about that. */
async function byCompany(
  where: Prisma.ContactWhereInput,
  order: ListOptions["order"],
  { skip, take }: Slice,
): Promise<Row[]> {
  const employed = { AND: [where, { companyId: { not: null } }] };
  const rows = await find(
    employed,
    [{ company: { nameKey: order } }, { searchText: "asc" }, { id: "asc" }],
    { skip, take },
  );
  if (rows.length === take) return rows;
  const before = rows.length > 0 ? 0 : skip - (await db().contact.count({ where: employed }));
  const others = await find(
    { AND: [where, { companyId: null }] },
    [{ searchText: "asc" }, { id: "asc" }],
    { skip: Math.max(before, 0), take: take - rows.length },
  );
  return [...rows, ...others];
}

/** The contact; null when there is none (any more). */
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
