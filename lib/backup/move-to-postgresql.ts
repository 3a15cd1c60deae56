/**
 * Moves an installation from SQLite to PostgreSQL, piece by piece, each in a transaction of its own: broken off, it
 * goes on where it was. When all rows are there they are compared one by one; until then the target is marked as
 * unfinished, and the product does not start on it. The SQLite file stays as it was, and nobody writes to it
 * meanwhile: a product that runs on it is to be stopped first, and none starts on it until the move has ended.
 */
import Database from "better-sqlite3";
import { isEmptyPlace, pathOf } from "#lib/db/empty-place";
import { migrate, readMigrations } from "#lib/db/migrations";
import { postgresqlSession } from "#lib/db/postgresql-migrations";
import { takeSoleUse } from "#lib/db/sole-use";
import { sqliteSession } from "#lib/db/sqlite-migrations";
import { isUnfinishedMove } from "#lib/db/unfinished-move";
import { BackupError, nothingHere } from "./manifest";
import { keyOf, nameOf, readPieces, tablesOf, type SourceTable } from "./move-source";
import { identityOf, isSame, openMoveTarget, type MoveTarget } from "./move-target";

export interface Moved {
  table: string;
  rows: number;
}

interface Move {
  /** `file:` and a path */
  from: string;
  /** `postgresql://…`, of an empty database or an unfinished move of the same file */
  to: string;
  say: (line: string) => void;
}

/** @throws {BackupError} when it can't be finished; run it again once what it says is mended */
export async function moveToPostgresql({ from, to, say }: Move): Promise<Moved[]> {
  const path = pathOf(from);
  if (await isEmptyPlace(from)) throw new BackupError(nothingHere);
  const giveBack = await takeSoleUse(path, "stop the product first");
  try {
    return await moveAlone(path, { to, say });
  } finally {
    giveBack();
  }
}

async function moveAlone(path: string, { to, say }: Omit<Move, "from">): Promise<Moved[]> {
  const session = sqliteSession(path);
  await migrate(session, readMigrations("sqlite")).finally(() => session.close());
  // One holds the file as its only writer, the other reads it.
  const lock = new Database(path, { timeout: 5_000 });
  const source = new Database(path, { readonly: true });
  let target: MoveTarget | null = null;
  try {
    lock.exec("BEGIN IMMEDIATE");
    target = await prepareTarget(to);
    const tables = tablesOf(source);
    await target.begin(nameOf(source), tables);
    const moved: Moved[] = [];
    for (const table of tables) {
      const rows = await copyTable(source, target, table);
      if (rows > 0) say(`${table.name}: ${rows} rows`);
      moved.push({ table: table.name, rows });
    }
    for (const table of tables) await compareTable(source, target, table);
    await target.finish(tables);
    return moved;
  } catch (error) {
    if ((error as { code?: unknown }).code !== "SQLITE_BUSY") throw error;
    throw new BackupError(`${path} is being written to: stop the product first`);
  } finally {
    lock.close();
    source.close();
    await target?.close();
  }
}

async function prepareTarget(url: string): Promise<MoveTarget> {
  if (!(await isEmptyPlace(url, "--to")) && !(await isUnfinishedMove(url))) {
    throw new BackupError("The PostgreSQL database holds tables already: name a new one");
  }
  const session = await postgresqlSession(url);
  await migrate(session, readMigrations("postgresql")).finally(() => session.close());
  return openMoveTarget(url);
}

/** Goes on after the last row that is there. @returns how many rows there are then */
async function copyTable(
  source: Database.Database,
  target: MoveTarget,
  table: SourceTable,
): Promise<number> {
  let { last, rows } = await target.progressOf(table.name);
  for (const piece of readPieces(source, table, last)) {
    last = keyOf(piece.at(-1)!, table.key);
    rows += piece.length;
    await target.add(table, piece, { last, rows });
  }
  return rows;
}

async function compareTable(
  source: Database.Database,
  target: MoveTarget,
  table: SourceTable,
): Promise<void> {
  let count = 0;
  for (const piece of readPieces(source, table, null)) {
    const found = new Map(
      (await target.find(table, piece)).map((row) => [identityOf(row, table.key), row]),
    );
    const other = piece.find((row) => !isSame(row, found.get(identityOf(row, table.key)), table));
    if (other) differs(table.name, `row ${identityOf(other, table.key)} became another one`);
    count += piece.length;
  }
  const there = await target.count(table.name);
  if (there !== count) differs(table.name, `${there} rows instead of ${count}`);
}

function differs(table: string, how: string): never {
  throw new BackupError(
    `${table}: ${how}: has the file been written to since the move began? Drop the PostgreSQL database, and begin again`,
  );
}
