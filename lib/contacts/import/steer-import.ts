/** What people do with an import: begin it, end it early, go on with it, take it back. */
import { details } from "#lib/audit/changes";
import type { AuditEvent } from "#lib/audit/events";
import { recordAudit } from "#lib/audit/record-audit";
import { transaction, type Tx } from "#lib/db/client";
import { writeSetting } from "#lib/db/setting";
import { removeFiles, storeFile } from "./files";
import { canUndo, type ImportOptions, type ImportState } from "./import-options";

const busy: ImportState[] = ["running", "undoing"];
/** Written first, so that of two who begin at once one waits and then sees the other. */
const turnKey = "import.turn";

interface Beginning {
  fileName: string;
  total: number;
  options: ImportOptions;
}

/**
 * Makes the import's row and gives it the uploaded file.
 * @throws {ImportRefused} `busy` while another import is under way, `upload-gone`
 */
export function beginImport(
  input: Beginning & { userId: string; uploadId: string },
): Promise<{ id: string }> {
  const { uploadId, ...begun } = input;
  return begin(begun, uploadId);
}

/** The same of a file that lies somewhere, by nobody who is signed in: it stays where it is. */
export async function beginImportOf(path: string, input: Beginning): Promise<{ id: string }> {
  const fileId = await storeFile(path);
  try {
    return await begin({ ...input, userId: null }, fileId);
  } catch (error) {
    await removeFiles({ id: fileId });
    throw error;
  }
}

function begin(input: Beginning & { userId: string | null }, fileId: string) {
  const { userId, fileName, total } = input;
  return transaction(async (tx) => {
    await takeTurn(tx);
    const options = JSON.stringify(input.options);
    const created = await tx.contactImport.create({
      data: { userId, fileName, total, state: "running" satisfies ImportState, options },
      select: { id: true },
    });
    const { count } = await tx.importFile.updateMany({
      where: { id: fileId, userId, importId: null },
      data: { importId: created.id },
    });
    if (count === 0) throw new ImportRefused("upload-gone");
    const subject = importSubject({ ...created, fileName });
    await recordAudit(tx, { event: "import.started", subject, changes: details({ rows: total }) });
    return created;
  });
}

const running = { state: "running", endedAt: null, starts: 0 } as const;
const isInterrupted = (state: ImportState) => state === "interrupted";

/** @throws {ImportRefused} `busy`, `not-possible` */
export async function continueImport(id: string): Promise<void> {
  await move(id, isInterrupted, running, "import.continued");
}

/** The batch under way is still written, or not; what is written stays, and can be undone. */
export async function cancelImport(id: string): Promise<void> {
  await transaction(async (tx) => {
    const { count } = await tx.contactImport.updateMany({
      where: { id, state: { in: ["running", "interrupted"] } },
      data: { state: "cancelled", endedAt: new Date() },
    });
    if (count === 0) throw new ImportRefused("not-possible");
    const ended = await tx.contactImport.findUniqueOrThrow({ where: { id } });
    await recordAudit(tx, { event: "import.cancelled", subject: importSubject(ended) });
  });
  await removeFiles({ importId: id });
}

/** @throws {ImportRefused} `busy`, `not-possible` */
export async function beginUndo(id: string): Promise<void> {
  await move(id, canUndo, { state: "undoing" }, "import.undone");
  await removeFiles({ importId: id });
}

async function move(
  id: string,
  may: (state: ImportState) => boolean,
  data: { state: ImportState; endedAt?: null; starts?: number },
  event?: AuditEvent,
): Promise<void> {
  await transaction(async (tx) => {
    await takeTurn(tx);
    const known = await tx.contactImport.findUnique({ where: { id } });
    if (!known || !may(known.state as ImportState)) throw new ImportRefused("not-possible");
    await tx.contactImport.update({ where: { id }, data });
    if (event) await recordAudit(tx, { event, subject: importSubject(known) });
  });
}

function importSubject({ id, fileName }: { id: string; fileName: string }) {
  return { kind: "import", id, name: fileName } as const;
}

async function takeTurn(tx: Tx): Promise<void> {
  await writeSetting(turnKey, new Date().toISOString(), tx);
  const others = await tx.contactImport.count({ where: { state: { in: busy } } });
  if (others > 0) throw new ImportRefused("busy");
}

/** Why an import can't be begun, continued or undone now. */
type ImportRefusal = "busy" | "not-possible" | "upload-gone";

class ImportRefused extends Error {
  override readonly name = "ImportRefused";
  constructor(readonly code: ImportRefusal) {
    super(code);
  }
}
