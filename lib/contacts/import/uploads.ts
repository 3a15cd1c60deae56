/** Files that people send, piece by piece: nobody else's request finds them. */
import { hour } from "#lib/base/duration";
import { ceilings } from "#lib/base/limits";
import { db, transaction } from "#lib/db/client";
import { writeSetting } from "#lib/db/setting";
import { appendBytes, createFile, removeFiles, removeStaleFiles } from "./files";
import { largestFile } from "./import-options";

/** What has lain for so long no longer counts as open. */
const idleAfter = hour;
const idleSince = () => new Date(Date.now() - idleAfter);

/** Written first: uploads begin one after the other, so that each counts those before it. */
const turnKey = "import.upload-turn";

/** @returns null when the person has too many files here already */
export function beginUpload(userId: string): Promise<string | null> {
  return transaction(async (tx) => {
    await writeSetting(turnKey, new Date().toISOString(), tx);
    const open = { userId, importId: null, touchedAt: { gt: idleSince() } };
    if ((await tx.importFile.count({ where: open })) >= ceilings.openUploads) return null;
    return (await createFile(userId, tx)).id;
  });
}

/** Throws a person's upload away; what is not there is none. */
export function removeUpload(userId: string, id: string): Promise<void> {
  return removeFiles({ id, userId, importId: null });
}

export type PieceResult = "taken" | "too-large" | "out-of-order" | "not-found";

/** @param at where in the file the piece begins; one that came twice is refused, not doubled */
export async function appendPiece(
  userId: string,
  id: string,
  at: number,
  bytes: Uint8Array,
): Promise<PieceResult> {
  if (!(await findUpload(userId, id))) return "not-found";
  if (at + bytes.length > largestFile) {
    await removeUpload(userId, id);
    return "too-large";
  }
  return (await appendBytes({ id, userId }, at, bytes)) ? "taken" : "out-of-order";
}

/** @returns the file's id; null when the person has no such upload (any more) */
export async function findUpload(userId: string, id: string): Promise<string | null> {
  const found = await db().importFile.findFirst({ where: { id, userId, importId: null } });
  return found?.id ?? null;
}

/** Throws away every upload that nobody has touched for an hour, whosever it is. */
export function removeIdleUploads(): Promise<void> {
  return removeStaleFiles(idleSince());
}
