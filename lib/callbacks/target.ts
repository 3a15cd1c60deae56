/** How long a client may wait for a call: one setting for the team. */
import { db } from "#lib/db/client";
import type { DirectTx } from "#lib/db/direct";
import { documentRows } from "#lib/db/json-sql";

const key = "callbacks.targetMinutes";
export const defaultTargetMinutes = 15;
export const mostTargetMinutes = 24 * 60;

/** In ms. */
export async function targetOf(tx: DirectTx): Promise<number> {
  const sql = `WITH wanted AS (${documentRows(tx.dialect, { key: "text" })})
    SELECT s."value" FROM wanted CROSS JOIN "Setting" s WHERE s."key" = wanted."key"`;
  const [row] = await tx.rows<{ value: string }>(sql, [[key]]);
  return minutesOf(row) * 60_000;
}

export async function targetMinutes(): Promise<number> {
  return minutesOf(await db().setting.findUnique({ where: { key } }));
}

/** For callbacks that open, or change, from now on. */
export async function setTargetMinutes(minutes: number): Promise<void> {
  const value = String(minutes);
  await db().setting.upsert({ where: { key }, create: { key, value }, update: { value } });
}

function minutesOf(row: { value: string } | null | undefined): number {
  return row ? Number(row.value) : defaultTargetMinutes;
}
