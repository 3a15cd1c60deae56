/** What people do with an import: begin it, end it early, go on with it, take it back. */
import { db, transaction, type Tx } from "#lib/db/client";
import type { ImportOptions } from "./import-options";
import { canUndo, type ImportState } from "./import-states";
import { ImportRefused } from "./import-refused";
import { findUpload, keepForImport, removeImportFile } from "./uploads";

const busy: ImportState[] = ["running", "undoing"];
/** Written first, so that of two who begin at once one waits and then sees the other. */
const turnKey = "import.turn";

/**
 * Makes the import's row and gives it the uploaded file.
 * @throws {ImportRefused} `busy` while another import is under way, `upload-gone`
 */
export async function beginImport(input: {
  userId: string;
  uploadId: string;
  fileName: string;
  total: number;
  options: ImportOptions;
}): Promise<{ id: string }> {
  const path = await findUpload(input.userId, input.uploadId);
  if (!path) throw new ImportRefused("upload-gone");
  const { userId, fileName, total } = input;
  const created = await transaction(async (tx) => {
    await takeTurn(tx);
    return tx.contactImport.create({
      // Not running before the file is its own.
      data: {
        userId,
        fileName,
        total,
        state: "interrupted",
        options: JSON.stringify(input.options),
      },
      select: { id: true },
    });
  });
  await keepForImport(path, created.id);
  await continueImport(created.id);
  return created;
}

/** @throws {ImportRefused} `busy`, `not-possible` */
export async function continueImport(id: string): Promise<void> {
  await move(id, (state) => state === "interrupted", { state: "running", endedAt: null });
}

/** The batch under way is still written, or not; what is written stays, and can be undone. */
export async function cancelImport(id: string): Promise<void> {
  const { count } = await db().contactImport.updateMany({
    where: { id, state: { in: ["running", "interrupted"] } },
    data: { state: "cancelled", endedAt: new Date() },
  });
  if (count === 0) throw new ImportRefused("not-possible");
  await removeImportFile(id);
}

/** @throws {ImportRefused} `busy`, `not-possible` */
export async function beginUndo(id: string): Promise<void> {
  await move(id, canUndo, { state: "undoing" });
  await removeImportFile(id);
}

async function move(
  id: string,
  may: (state: ImportState) => boolean,
  data: { state: ImportState; endedAt?: null },
): Promise<void> {
  await transaction(async (tx) => {
    await takeTurn(tx);
    const known = await tx.contactImport.findUnique({ where: { id }, select: { state: true } });
    if (!known || !may(known.state as ImportState)) throw new ImportRefused("not-possible");
    await tx.contactImport.update({ where: { id }, data });
  });
}

async function takeTurn(tx: Tx): Promise<void> {
  const value = new Date().toISOString();
  const where = { key: turnKey };
  await tx.setting.upsert({ where, create: { ...where, value }, update: { value } });
  const others = await tx.contactImport.count({ where: { state: { in: busy } } });
  if (others > 0) throw new ImportRefused("busy");
}
