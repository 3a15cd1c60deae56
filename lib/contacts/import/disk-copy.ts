/** A file of the database on this process's own disk: the thread that takes it apart wants a path. */
import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { config } from "#lib/base/config";
import { minute } from "#lib/base/duration";
import { readFile } from "./files";

/** Whoever reads a copy touches it this often; what nobody has touched for long, a process that died has left. In ms. */
const touchEvery = minute;
const leftAfter = 10 * minute;

const folder = () => join(config().dataDir, "imports");

/** For its owner's eyes alone, and gone when `work` has ended. */
export async function withDiskCopy<T>(
  fileId: string,
  work: (path: string) => Promise<T>,
): Promise<T> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  const path = join(folder(), randomUUID());
  const touching = setInterval(() => void touch(path), touchEvery);
  try {
    await write(path, fileId);
    return await work(path);
  } finally {
    clearInterval(touching);
    await rm(path, { force: true });
  }
}

async function write(path: string, fileId: string): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    for await (const bytes of readFile(fileId)) await file.writeFile(bytes);
  } finally {
    await file.close();
  }
}

async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => undefined);
}

/** Removes what processes have left that were killed. */
export async function removeLeftCopies(): Promise<void> {
  for (const name of await readdir(folder()).catch(() => [])) {
    const path = join(folder(), name);
    const left = await stat(path).catch(() => null);
    if (left && Date.now() - left.mtimeMs > leftAfter) await rm(path, { force: true });
  }
}
