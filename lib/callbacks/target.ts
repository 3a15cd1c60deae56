/** Target: how long a client may wait for a callback within the working hours, one setting for the team. */
import { changeSetting } from "#lib/audit/record-audit";
import { day, minute, second } from "#lib/base/duration";
import { afterWorking, workedBetween } from "#lib/base/working-hours";
import { readHours } from "#lib/base/working-hours-text";
import type { DirectTx } from "#lib/db/direct";
import { documentRows } from "#lib/db/json-sql";
import { readSetting } from "#lib/db/setting";
import { readZone, serverTimeZone, zoneKey } from "#lib/i18n/time-zone";
import { hoursById, hoursKey } from "./working-hours";

const key = "callbacks.targetMinutes";
export const defaultTargetMinutes = 15;
export const mostTargetMinutes = day / minute;

/** How the time that clients wait is measured. */
export interface WaitClock {
  /**
   * @returns until when somebody who waits since then should have been called by the client's owner, both in ms: the
   *   target goes on in the owner's working hours only, or in the company's
   */
  dueAfter(since: number, ownerId: string | null): number;
  /** @returns how long somebody has waited, in whole seconds of the company's working hours */
  waited(from: Date, to: Date): number;
}

/** @param ownerIds all whose clients are asked for */
export async function waitClock(
  tx: DirectTx,
  ownerIds: readonly (string | null)[],
): Promise<WaitClock> {
  const sql = `WITH wanted AS (${documentRows(tx.dialect, { key: "text" })})
    SELECT s."key", s."value" FROM wanted CROSS JOIN "Setting" s WHERE s."key" = wanted."key"`;
  const wanted = [key, hoursKey, zoneKey].map((one) => [one]);
  const rows = await tx.rows<{ key: string; value: string }>(sql, wanted);
  const settings = new Map(rows.map((row) => [row.key, row.value]));
  const target = minutesOf(settings.get(key)) * minute;
  const company = readHours(settings.get(hoursKey));
  const zone = readZone(settings.get(zoneKey)) ?? serverTimeZone();
  const own = await ownHours(tx, ownerIds);
  return {
    dueAfter(since, ownerId) {
      const hours = own.get(ownerId ?? "") ?? company;
      return hours ? afterWorking(new Date(since), target, zone, hours).getTime() : since + target;
    },
    waited(from, to) {
      const [since, until] = [from, to].map(
        (at) => new Date(at.getTime() - (at.getTime() % second)),
      );
      const ms = company ? workedBetween(since!, until!, zone, company) : +until! - +since!;
      return Math.max(0, ms / second);
    },
  };
}

async function ownHours(tx: DirectTx, ids: readonly (string | null)[]) {
  const owners = [...new Set(ids.filter((id) => id !== null))];
  if (owners.length === 0) return hoursById([]);
  const rows = await tx.rows<{ id: string; workingHours: string }>(
    `SELECT u."id", u."workingHours" FROM (${documentRows(tx.dialect, { id: "text" })}) AS wanted
     CROSS JOIN "User" u WHERE u."id" = wanted."id" AND u."workingHours" IS NOT NULL`,
    owners.map((id) => [id]),
  );
  return hoursById(rows);
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
