/**
 * The company's working hours, on its own clock: outside them no client waits longer, and nobody is called. A person may
 * have others.
 */
import { changeSetting } from "#lib/audit/record-audit";
import { nextOpening, type WorkingHours } from "#lib/base/working-hours";
import { hoursText, readHours } from "#lib/base/working-hours-text";
import { db } from "#lib/db/client";
import { readSetting } from "#lib/db/setting";
import { companyTimeZone } from "#lib/i18n/time-zone";

export const hoursKey = "workingHours";

/** Null: none were set, every hour is one. */
export async function workingHours(): Promise<WorkingHours | null> {
  return readHours(await readSetting(hoursKey));
}

/** Applies to callbacks that are opened or changed from now on. */
export async function setWorkingHours(hours: WorkingHours | null): Promise<void> {
  await changeSetting(hoursKey, hours ? hoursText(hours) : "");
}

export interface AllHours {
  /** Null: none were set, every hour is one. */
  company: WorkingHours | null;
  /** Of people who have hours of their own, by their id. */
  own: Record<string, WorkingHours>;
}

export async function allWorkingHours(): Promise<AllHours> {
  const where = { workingHours: { not: null } };
  const [company, people] = await Promise.all([
    workingHours(),
    db().user.findMany({ where, select: { id: true, workingHours: true } }),
  ]);
  return { company, own: Object.fromEntries(hoursById(people)) };
}

/** Of those who have hours of their own. */
export function hoursById(
  people: readonly { id: string; workingHours: string | null }[],
): ReadonlyMap<string, WorkingHours> {
  return new Map(
    people.flatMap(({ id, workingHours }) => {
      const hours = readHours(workingHours);
      return hours ? [[id, hours] as const] : [];
    }),
  );
}

/** When the company works again, on which clock; null: it does now. */
export async function closedUntil(now: Date): Promise<{ opening: Date; zone: string } | null> {
  return untilOpening(await workingHours(), now);
}

/** When a person works again, by their own hours or the company's; null: they do now. */
export async function offUntil(
  userId: string,
  now: Date,
): Promise<{ opening: Date; zone: string } | null> {
  const person = await db().user.findUnique({
    where: { id: userId },
    select: { workingHours: true },
  });
  return untilOpening(readHours(person?.workingHours) ?? (await workingHours()), now);
}

async function untilOpening(hours: WorkingHours | null, now: Date) {
  const zone = await companyTimeZone();
  const opening = hours ? nextOpening(now, zone, hours) : now;
  return opening > now ? { opening, zone } : null;
}
