/** Target: how long a client may wait for a callback, one setting for the team. */
import { changeSetting } from "#lib/audit/record-audit";
import { day, minute } from "#lib/base/duration";
import type { DirectTx } from "#lib/db/direct";
import { documentRows } from "#lib/db/json-sql";
import { readSetting } from "#lib/db/setting";

const key = "callbacks.targetMinutes";
export const defaultTargetMinutes = 15;
export const mostTargetMinutes = day / minute;

/** Milliseconds. */
export async function targetOf(tx: DirectTx): Promise<number> {
  const sql = `WITH wanted AS (${documentRows(tx.dialect, { key: "text" })})
    SELECT s."value" FROM wanted CROSS JOIN "Setting" s WHERE s."key" = wanted."key"`;
  const [row] = await tx.rows<{ value: string }>(sql, [[key]]);
  return minutesOf(row?.value) * minute;
}

export async function targetMinutes(): Promise<number> {
  return minutesOf(await readSetting(key));
}

/** Applies to callbacks that are opened or changed from now on. */
export async function setTargetMinutes(minutes: number): Promise<void> {
  await changeSetting(key, String(minutes));
}

function minutesOf(value: string | null | undefined): number {
  return Number(value ?? defaultTargetMinutes);
}
