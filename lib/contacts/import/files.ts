/** Files of imports, as rows: whichever copy of the program is asked next has what another was sent. */
import { open } from "node:fs/promises";
import { sqltag as sql } from "@prisma/client/runtime/client";
import { day } from "#lib/base/duration";
import { db, transaction } from "#lib/db/client";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import { pieceSize } from "./import-options";
import { UnreadableFile } from "./row-source";

/** Of one transaction, in bytes: SQLite takes 7 ms for so many, and for a megabyte 23, while calls wait. */
const portion = 256 * 1024;
/** An upload that nobody has imported after this is thrown away. */
const staleAfter = day;

/** Whose a file is that is no import's yet; null: a command's. */
export interface FileKey {
  id: string;
  userId: string | null;
}

/** @param userId null: a command's, which nobody else can go on with */
export function createFile(userId: string | null, tx: Prisma.TransactionClient = db()) {
  return tx.importFile.create({ data: { userId, touchedAt: new Date() }, select: { id: true } });
}

/**
 * Adds bytes to a file that is no import's yet.
 * @param at where in the file they begin
 * @returns false when there is no such file, or it ends elsewhere
 */
export async function appendBytes(key: FileKey, at: number, bytes: Uint8Array): Promise<boolean> {
  for (let from = 0; from < bytes.length; from += portion) {
    if (!(await appendPortion(key, at + from, bytes.subarray(from, from + portion)))) return false;
  }
  return true;
}

function appendPortion({ id, userId }: FileKey, at: number, bytes: Uint8Array): Promise<boolean> {
  return transaction(async (tx) => {
    // Of two who bring the same bytes at once the second finds another end.
    const { count } = await tx.importFile.updateMany({
      where: { id, userId, importId: null, size: at },
      data: { size: at + bytes.length, touchedAt: new Date() },
    });
    // Prisma's own `create` takes four times as long for so many bytes.
    if (count > 0) {
      await tx.$executeRaw(sql`INSERT INTO "ImportPiece" ("fileId", "at", "bytes")
        VALUES (${id}, ${at}, ${bytes})`);
    }
    return count > 0;
  });
}

/** Takes a file of the disk into the database. @returns its id, which belongs to nobody */
export async function storeFile(path: string): Promise<string> {
  const { id } = await createFile(null);
  const file = await open(path);
  try {
    for (let at = 0; ;) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(pieceSize), 0, pieceSize, at);
      if (bytesRead === 0) return id;
      await appendBytes({ id, userId: null }, at, buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
}

/** All bytes of a file, in their order, so many at a time. @throws {UnreadableFile} when some are missing */
export async function* readFile(id: string): AsyncGenerator<Uint8Array> {
  const file = await db().importFile.findUnique({ where: { id } });
  if (!file) throw new UnreadableFile("unreadable");
  for (let at = 0; at < file.size;) {
    const where = { fileId_at: { fileId: id, at } };
    const piece = await db().importPiece.findUnique({ where });
    if (!piece) throw new UnreadableFile("unreadable");
    yield piece.bytes;
    at += piece.bytes.length;
  }
}

/** Removes files in small pieces. Nobody finds them any more; what a process that dies leaves of them is stale. */
export async function removeFiles(where: Prisma.ImportFileWhereInput): Promise<void> {
  const files = await db().importFile.findMany({ where, select: { id: true } });
  for (const { id } of files) {
    const gone = { userId: null, importId: null, touchedAt: new Date(0) };
    await db().importFile.updateMany({ where: { id }, data: gone });
    const select = { at: true } as const;
    const pieces = await db().importPiece.findMany({ where: { fileId: id }, select });
    // SQLite overwrites what it deletes.
    for (const { at } of pieces) await db().importPiece.deleteMany({ where: { fileId: id, at } });
    await db().importFile.deleteMany({ where: { id } });
  }
}

/** Removes uploads that nobody has touched since, whosever they are, and files of imports that have ended. */
export async function removeStaleFiles(since = new Date(Date.now() - staleAfter)): Promise<void> {
  await removeFiles({ importId: null, touchedAt: { lt: since } });
  await removeFilesOfEnded();
}

/** Of imports that nobody can go on with. */
export function removeFilesOfEnded(of: { importId?: string } = {}): Promise<void> {
  return removeFiles({ ...of, import: { state: { notIn: ["running", "interrupted"] } } });
}
