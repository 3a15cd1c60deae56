/** Files on their way in: in the data directory, for their owner's eyes alone, gone when done with. */
import { chmod, copyFile, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import PQueue from "p-queue";
import { config } from "#lib/base/config";
import { day, hour } from "#lib/base/duration";
import { ceilings } from "#lib/base/limits";
import { largestFile } from "./import-options";

/** What nobody has imported after this is thrown away. */
const staleAfter = day;
/** What has lain for so long no longer counts as open. */
const idleAfter = hour;

const folder = () => join(config().dataDir, "imports");
/** Whose it is stands in the name: nobody else's request finds it. */
const uploadPath = (userId: string, uploadId: string) =>
  join(folder(), `upload-${userId}-${uploadId}`);

/** Where the file of an import is. */
export const importPath = (importId: string) => join(folder(), `import-${importId}`);

/** Uploads begin one after the other, so that each counts those before it. */
const beginnings = new PQueue({ concurrency: 1 });

/** @returns null when the person has too many files here already */
export function beginUpload(userId: string): Promise<string | null> {
  return beginnings.add(async () => {
    await mkdir(folder(), { recursive: true, mode: 0o700 });
    if ((await countOpen(userId)) >= ceilings.openUploads) return null;
    const id = randomUUID();
    await (await open(uploadPath(userId, id), "wx", 0o600)).close();
    return id;
  });
}

async function countOpen(userId: string): Promise<number> {
  const own = (await readdir(folder())).filter((name) => name.startsWith(`upload-${userId}-`));
  const changed = await Promise.all(
    own.map((name) => stat(join(folder(), name)).catch(() => null)),
  );
  return changed.filter((file) => file && Date.now() - file.mtimeMs < idleAfter).length;
}

/** Throws a person's upload away; what is not there is none. */
export async function removeUpload(userId: string, uploadId: string): Promise<void> {
  await rm(uploadPath(userId, uploadId), { force: true });
}

export type PieceResult = "taken" | "too-large" | "out-of-order" | "not-found";

/** @param at where in the file the piece begins; one that came twice is refused, not doubled */
export async function appendPiece(
  userId: string,
  uploadId: string,
  at: number,
  bytes: Uint8Array,
): Promise<PieceResult> {
  const path = uploadPath(userId, uploadId);
  const known = await stat(path).catch(() => null);
  if (!known) return "not-found";
  if (at + bytes.length > largestFile) {
    await rm(path, { force: true });
    return "too-large";
  }
  const file = await open(path, "r+");
  try {
    if ((await file.stat()).size !== at) return "out-of-order";
    await file.write(bytes, 0, bytes.length, at);
    return "taken";
  } finally {
    await file.close();
  }
}

/** @returns where the person's upload is; null when there is no such (any more) */
export async function findUpload(userId: string, uploadId: string): Promise<string | null> {
  const path = uploadPath(userId, uploadId);
  return (await stat(path).catch(() => null)) && path;
}

/** From now on the file belongs to the import. */
export async function keepForImport(path: string, importId: string): Promise<void> {
  await rename(path, importPath(importId));
}

/** The import gets a copy: the file is somebody's own. */
export async function copyForImport(path: string, importId: string): Promise<void> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  await copyFile(path, importPath(importId));
  await chmod(importPath(importId), 0o600);
}

export async function removeImportFile(importId: string): Promise<void> {
  await rm(importPath(importId), { force: true });
}

/** Throws away every upload that nobody has touched for an hour, whosever it is. */
export async function removeIdleUploads(): Promise<void> {
  const names = await readdir(folder()).catch(() => []);
  for (const path of names
    .filter((name) => name.startsWith("upload-"))
    .map((name) => join(folder(), name))) {
    const file = await stat(path).catch(() => null);
    if (file && Date.now() - file.mtimeMs >= idleAfter) await rm(path, { force: true });
  }
}

/** @param wanted imports that may still be continued: their files stay */
export async function removeStaleFiles(wanted: ReadonlySet<string>): Promise<void> {
  const names = await readdir(folder()).catch(() => []);
  for (const name of names) {
    const path = join(folder(), name);
    const importId = /^import-(.+)$/.exec(name)?.[1];
    const { mtimeMs } = (await stat(path).catch(() => null)) ?? { mtimeMs: Date.now() };
    const stale = importId ? !wanted.has(importId) : Date.now() - mtimeMs > staleAfter;
    if (stale) await rm(path, { force: true });
  }
}
