/** What an installation keeps by a name, one text each; whoever owns a name knows what its text means. */
import { createHash, randomUUID } from "node:crypto";
import { sqltag as sql } from "@prisma/client/runtime/client";
import { config, ConfigError } from "#lib/base/config";
import { secrets } from "#lib/base/installation-secrets";
import { deriveKey, seal, unseal } from "#lib/base/secrets";
import { db, transaction, type Db, type Tx } from "./client";
import { direct } from "./direct";

/** @returns null where nothing was kept yet */
export async function readSetting(key: string, tx?: Db | Tx): Promise<string | null> {
  if (tx) return (await tx.setting.findUnique({ where: { key } }))?.value ?? null;
  const [row] = await direct().read<{ value: string }>(
    sql`SELECT "value" FROM "Setting" WHERE "key" = ${key}`,
  );
  return row?.value ?? null;
}

export async function writeSetting(key: string, value: string, tx: Db | Tx = db()): Promise<void> {
  await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
}

/** Keeps a value where there is none: of two processes that do so at once the first one's stays. @returns what is kept */
export function settleSetting(key: string, value: string): Promise<string> {
  // Prisma looks first and writes then: who comes second at the same time begins anew.
  return transaction(async (tx) => {
    const create = { key, value };
    return (await tx.setting.upsert({ where: { key }, create, update: {} })).value;
  });
}

/** Names of what an installation keeps for good, whatever becomes of its secret. */
const nameKey = "installation.name";
const digestKey = "installation.digest-key";
const markKey = "installation.mark";

/** Whether this database has been one of an installation before. */
export async function isNamed(): Promise<boolean> {
  return (await readSetting(nameKey)) !== null;
}

/** By which the doctor knows this installation at its address. */
export const installationMark = (): Promise<string | null> => readSetting(markKey);

/** A mark is random and opens nothing: anybody may read it. */
export async function markInstallation(): Promise<void> {
  await settleSetting(markKey, randomUUID());
}

/** By which providers know this installation among their clients: 64 hex digits. */
export async function installationName(): Promise<string> {
  const known = await readSetting(nameKey);
  if (known) return known;
  // As it was derived before it was kept.
  const name = createHash("sha256").update(secrets().current).digest("hex");
  await writeSetting(nameKey, name);
  return name;
}

/**
 * For keyed digests that are compared years later. @throws when it can't be opened: another one would make all of
 * them worthless for good, and the right secret may come back.
 */
export async function digestKeyOfInstallation(): Promise<Uint8Array> {
  const known = await readSetting(digestKey);
  if (known) {
    const opened = await unseal(known, digestKey).catch((cause: unknown) => {
      const where = config().secretFile ?? "TINYCRM_SECRET";
      const words = `${where} is not the secret with which this database was made`;
      throw new ConfigError(words, { cause });
    });
    return Buffer.from(opened, "hex");
  }
  const key = Buffer.from(deriveKey(secrets().current, "settings"));
  await writeSetting(digestKey, await seal(key.toString("hex"), digestKey));
  return key;
}
