/** Makes a backup, says whether one is whole, and takes one back into an empty place. */
import { existsSync, readFileSync } from "node:fs";
import { chmod, copyFile, open, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Places } from "#lib/base/config";
import { makeFolder, diskFault } from "#lib/base/data-folder";
import { version } from "#lib/base/project-file";
import { readSecretFile, writeSecretFile, type SecretFile } from "#lib/base/secret-file";
import { dialectOf } from "#lib/db/client";
import { isEmptyPlace } from "#lib/db/empty-place";
import { assertPeople, checkCopy, copyDatabase, restoreDatabase } from "./database-copy";
import {
  BackupError,
  databaseNames,
  describeFile,
  manifestName,
  nothingHere,
  readManifest,
  secretName,
  type Manifest,
} from "./manifest";

/**
 * Copies a running or stopped installation into a new folder. The folder has its name only when it is whole.
 * @throws {BackupError}
 */
export async function makeBackup(places: Places, to: string): Promise<Manifest> {
  const folder = resolve(to);
  if (existsSync(folder)) throw new BackupError(`${folder} exists already: name a new folder`);
  if (await isEmptyPlace(places.databaseUrl)) throw new BackupError(nothingHere);
  const part = `${folder}.part`;
  const { secretFile } = places;
  if (secretFile && !existsSync(secretFile)) {
    throw new BackupError(`${secretFile} is missing: set TINYCRM_DATA_DIR as for the product`);
  }
  if (existsSync(part)) await inWords(part, () => rm(part, { recursive: true }));
  makeOwnFolder(part);
  return inWords(folder, async () => {
    const dialect = dialectOf(places.databaseUrl);
    const before = places.secretFile && readSecretFile(places.secretFile);
    const copy = join(part, databaseNames[dialect]);
    await copyDatabase(places.databaseUrl, copy);
    await assertPeople(dialect, copy, "DATABASE_URL");
    if (places.secretFile && before) await copySecret(places.secretFile, before, part);
    const files = await Promise.all((await filesIn(part)).map((path) => describeFile(part, path)));
    const manifest: Manifest = {
      format: 1,
      product: "tinycrm",
      version,
      madeAt: new Date().toISOString(),
      dialect,
      secret: places.secretFile ? "included" : "environment",
      files,
    };
    await writeFile(join(part, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
    for (const path of await filesIn(part)) await keep(join(part, path));
    await rename(part, folder);
    return manifest;
  }).catch(async (error: unknown) => {
    await rm(part, { recursive: true, force: true });
    throw error;
  });
}

/** @throws {BackupError} that names the first file which is not as it was written */
export async function verifyBackup(folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder);
  for (const file of manifest.files) {
    const path = join(folder, file.path);
    if (!existsSync(path)) throw new BackupError(`${path} is missing`);
    const found = await describeFile(folder, file.path);
    if (found.bytes !== file.bytes) {
      throw new BackupError(`${path} has ${found.bytes} bytes instead of ${file.bytes}`);
    }
    if (found.sha256 !== file.sha256) throw new BackupError(`${path} has been changed`);
  }
  const needed = [
    databaseNames[manifest.dialect],
    ...(manifest.secret === "included" ? [secretName] : []),
  ];
  const listed = new Set(manifest.files.map(({ path }) => path));
  const absent = needed.find((name) => !listed.has(name));
  if (absent) throw new BackupError(`${join(folder, manifestName)} does not list ${absent}`);
  const copy = join(folder, databaseNames[manifest.dialect]);
  await checkCopy(manifest.dialect, copy);
  await assertPeople(manifest.dialect, copy);
  return manifest;
}

/**
 * Verifies a backup and takes it back. The database comes last: a restore that was broken off can be repeated.
 * @throws {BackupError} when something is there already; nothing is changed then
 */
export async function restoreBackup(folder: string, places: Places): Promise<Manifest> {
  const manifest = await verifyBackup(folder);
  if (dialectOf(places.databaseUrl) !== manifest.dialect) {
    const kinds = { sqlite: "an SQLite file", postgresql: "a PostgreSQL database" };
    throw new BackupError(`DATABASE_URL: this backup is of ${kinds[manifest.dialect]}`);
  }
  if (!(await isEmptyPlace(places.databaseUrl))) {
    throw new BackupError(
      "There is a database already: a backup is restored into an empty place alone. Name another TINYCRM_DATA_DIR or DATABASE_URL",
    );
  }
  if (!existsSync(places.dataDir)) makeOwnFolder(places.dataDir);
  return inWords(places.dataDir, async () => {
    if (manifest.secret === "included") await restoreSecret(folder, places);
    await restoreDatabase(join(folder, databaseNames[manifest.dialect]), places.databaseUrl);
    return manifest;
  });
}

/** @throws {BackupError} of a place that takes no more, or nothing at all */
async function inWords<T>(place: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const reason = diskFault(error);
    if (reason === null) throw error;
    throw new BackupError(`${place} can't be written: ${reason}`, { cause: error });
  }
}

/** @throws {BackupError} also when what is above it is missing */
function makeOwnFolder(folder: string): void {
  try {
    makeFolder(folder);
  } catch (error) {
    throw new BackupError((error as Error).message, { cause: error });
  }
}

/** A secret that lies there opens nothing without its database, but nobody knows whose it is: it is kept aside. */
async function restoreSecret(folder: string, { secretFile }: Places): Promise<void> {
  if (secretFile === null) {
    throw new BackupError(
      "TINYCRM_SECRET: this backup brings the secret it was made with; remove the variable",
    );
  }
  const brought = join(folder, secretName);
  if (existsSync(secretFile)) {
    // Taken back by a restore that was broken off.
    if (readFileSync(secretFile).equals(readFileSync(brought))) return;
    await rename(secretFile, `${secretFile}.before-restore`);
  }
  await copyFile(brought, secretFile);
  await chmod(secretFile, 0o600);
}

/** Changed while the database was copied, the secret of before opens some of the copy: both go into it. */
async function copySecret(path: string, before: SecretFile, part: string): Promise<void> {
  const copy = join(part, secretName);
  await copyFile(path, copy);
  const after = readSecretFile(copy);
  const former = new Set([...after.former, ...before.former, before.secret]);
  former.delete(after.secret);
  if (former.size > after.former.length) {
    writeSecretFile(copy, { ...after, former: [...former] });
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .map((path) => path.replaceAll("\\", "/"))
    .sort();
}

/** For the owner's eyes, and on the disk itself. */
async function keep(path: string): Promise<void> {
  await chmod(path, 0o600);
  const file = await open(path, "r+");
  await file.sync();
  await file.close();
}
