/** The rows of an SQLite file, table by table in the order of their keys, in a form that PostgreSQL reads. */
import type { Database } from "better-sqlite3";
import { Prisma } from "#lib/db/generated/sqlite/client";

export interface SourceTable {
  name: string;
  /** Declared types by column. */
  columns: ReadonlyMap<string, string>;
  /** Columns of the primary key, in its order. */
  key: string[];
}

export type Row = Record<string, unknown>;

/** Rows of one transaction. */
const portion = 2_000;
/** The same of rows that hold pieces of files, or sounds: each is up to megabytes, and twice that as it is told. */
const portionOfBytes = 16;

export function tablesOf(db: Database): SourceTable[] {
  return Object.values(Prisma.ModelName).map((name) => {
    const columns = db.pragma(`table_info("${name}")`) as {
      name: string;
      type: string;
      pk: number;
    }[];
    const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
    return {
      name,
      columns: new Map(columns.map((one) => [one.name, one.type])),
      key: key.map((one) => one.name),
    };
  });
}

/** By which an installation is known: a move goes on from the file it was begun with alone. */
export function nameOf(db: Database): string {
  const row = db
    .prepare<[], { value: string }>(
      `SELECT "value" FROM "Setting" WHERE "key" = 'installation.name'`,
    )
    .get();
  return row?.value ?? "";
}

/** @param after values of the last row's key; null: from the beginning */
export function* readPieces(
  db: Database,
  { name, columns, key }: SourceTable,
  after: unknown[] | null,
): Generator<Row[]> {
  const names = key.map((column) => `"${column}"`).join(", ");
  const places = key.map(() => "?").join(", ");
  const most = [...columns.values()].includes("BLOB") ? portionOfBytes : portion;
  const from = (where: string) =>
    db.prepare<unknown[], Row>(`SELECT * FROM "${name}" ${where} ORDER BY ${names} LIMIT ${most}`);
  const [first, next] = [from(""), from(`WHERE (${names}) > (${places})`)];
  for (let last = after; ;) {
    const found = last === null ? first.all() : next.all(...last);
    if (found.length === 0) return;
    last = keyOf(found.at(-1)!, key);
    yield found.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([at, value]) => [at, told(value, columns.get(at))]),
      ),
    );
  }
}

export const keyOf = (row: Row, key: readonly string[]) => key.map((column) => row[column]);

/** A value as JSON tells it to PostgreSQL. */
function told(value: unknown, type: string | undefined): unknown {
  if (value === null) return null;
  if (type === "BOOLEAN") return value === 1;
  if (Buffer.isBuffer(value)) return `\\x${value.toString("hex")}`;
  return type === "DATETIME" ? new Date(value as string | number).toISOString() : value;
}
