/** What an installation keeps by a name, one text each; whoever owns a name knows what its text means. */
import { db, type Db, type Tx } from "./client";

/** @returns null where nothing was kept yet */
export async function readSetting(key: string, tx: Db | Tx = db()): Promise<string | null> {
  const row = await tx.setting.findUnique({ where: { key } });
  return row?.value ?? null;
}

export async function writeSetting(key: string, value: string, tx: Db | Tx = db()): Promise<void> {
  await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
}
