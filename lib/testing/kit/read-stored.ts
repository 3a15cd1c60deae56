/** What the product has stored, read beside it: no migration, no write, no lock of ours. */
import { dialectOf, type Db } from "#lib/db/client";

export type StoredMessage = Awaited<ReturnType<Db["inboxMessage"]["findMany"]>>[number];
export type StoredCall = Awaited<ReturnType<typeof readCalls>>[number];

export interface Stored {
  /** In order of arrival. */
  inbox: StoredMessage[];
  calls: StoredCall[];
}

/** @param url `file:` and a path, or `postgresql://…` */
export async function openReader(url: string): Promise<Db> {
  if (dialectOf(url) === "sqlite") {
    const [{ PrismaClient }, { PrismaBetterSqlite3 }] = await Promise.all([
      import("#lib/db/generated/sqlite/client"),
      import("@prisma/adapter-better-sqlite3"),
    ]);
    const path = url.replace(/^file:/, "");
    return new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: path, readonly: true }) });
  }
  const [{ PrismaClient }, { PrismaPg }] = await Promise.all([
    import("#lib/db/generated/postgresql/client"),
    import("@prisma/adapter-pg"),
  ]);
  const adapter = new PrismaPg({ connectionString: url, max: 2 });
  return new PrismaClient({ adapter }) as unknown as Db;
}

export async function readStored(db: Db): Promise<Stored> {
  const [inbox, calls] = await Promise.all([
    db.inboxMessage.findMany({ orderBy: { id: "asc" } }),
    readCalls(db),
  ]);
  return { inbox, calls };
}

const readCalls = (db: Db) =>
  db.call.findMany({ include: { legs: true }, orderBy: { startedAt: "asc" } });
