/**
 * A backup is a folder: the database as it was at one moment, the secret, and `manifest.json`, which says what must be
 * there. A folder can be copied, compared and kept by any program.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";

export const manifestName = "manifest.json";
/** Of SQLite a database file; of PostgreSQL what pg_restore reads. */
export const databaseNames = { sqlite: "database.sqlite", postgresql: "database.dump" } as const;
export const secretName = "secret";

const manifestShape = z.object({
  /** Of this description; another one is another program's. */
  format: z.literal(1),
  product: z.literal("tinycrm"),
  version: z.string(),
  madeAt: z.iso.datetime(),
  dialect: z.enum(["sqlite", "postgresql"]),
  /** "environment": the operator keeps the secret, and without it stored passwords can't be read. */
  secret: z.enum(["included", "environment"]),
  files: z.array(
    z.object({
      /** Below the folder, with "/" between. */
      path: z.string().regex(/^(?!.*\.\.)[\w.-]+(?:\/[\w.-]+)?$/),
      bytes: z.int().nonnegative(),
      /** Hexadecimal. */
      sha256: z.string().length(64),
    }),
  ),
});

export type Manifest = z.output<typeof manifestShape>;
export type ManifestFile = Manifest["files"][number];

/** A backup that can't be made, trusted or taken back: one sentence, shown without a stack. */
export class BackupError extends Error {
  override readonly name = "BackupError";
}

export const nothingHere =
  "There is no database here: set TINYCRM_DATA_DIR or DATABASE_URL as for the product";

/** @throws {BackupError} */
export async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, manifestName);
  const text = await readFile(path, "utf8").catch(() => {
    throw new BackupError(`${path} can't be read: this folder is no backup, or not a whole one`);
  });
  const parsed = manifestShape.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join(".") || "its contents";
  throw new BackupError(`${path}: ${place} is not as this version of tinyCRM writes it`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export async function describeFile(folder: string, path: string): Promise<ManifestFile> {
  const place = join(folder, path);
  const hash = createHash("sha256");
  await pipeline(createReadStream(place), hash);
  return { path, bytes: (await stat(place)).size, sha256: hash.digest("hex") };
}
