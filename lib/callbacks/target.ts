/** Target: how long a client may wait for a callback within the working hours, one setting for the team. */
import { changeSetting } from "#lib/audit/record-audit";
import { day, minute } from "#lib/base/duration";
import { afterWorking } from "#lib/base/working-hours";
import type { DirectTx } from "#lib/db/direct";
import { documentRows } from "#lib/db/json-sql";
import { readSetting } from "#lib/db/setting";
import { readZone, serverTimeZone, zoneKey } from "#lib/i18n/time-zone";
import { hoursKey, readHours } from "./working-hours";

const key = "callbacks.targetMinutes";
export const defaultTargetMinutes = 15;
export const mostTargetMinutes = day / minute;

/**
 * @returns until when somebody who waits since then should have been called, both in ms: the target goes on in the
 *   company's working hours only
 */
export async function dueTimes(tx: DirectTx): Promise<(since: number) => number> {
  const sql = `WITH wanted AS (${documentRows(tx.dialect, { key: "text" })})
    SELECT s."key", s."value" FROM wanted CROSS JOIN "Setting" s WHERE s."key" = wanted."key"`;
  const wanted = [key, hoursKey, zoneKey].map((one) => [one]);
  const rows = await tx.rows<{ key: string; value: string }>(sql, wanted);
  const settings = new Map(rows.map((row) => [row.key, row.value]));
  const target = minutesOf(settings.get(key)) * minute;
  const hours = readHours(settings.get(hoursKey));
  const zone = readZone(settings.get(zoneKey)) ?? serverTimeZone();
  if (!hours) return (since) => since + target;
  return (since) => afterWorking(new Date(since), target, zone, hours).getTime();
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
