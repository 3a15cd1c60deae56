/** The company's working hours, on its own clock: outside them no client waits longer, and nobody is called. */
import { changeSetting } from "#lib/audit/record-audit";
import { clockText } from "#lib/base/local-time";
import { timeOfDay } from "#lib/base/time-of-day";
import { nextOpening, type WorkingHours } from "#lib/base/working-hours";
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

/** When the company works again, on which clock; null: it does now. */
export async function closedUntil(now: Date): Promise<{ opening: Date; zone: string } | null> {
  const [hours, zone] = await Promise.all([workingHours(), companyTimeZone()]);
  const opening = hours ? nextOpening(now, zone, hours) : now;
  return opening > now ? { opening, zone } : null;
}

/** As the audit log shows it: `12345 09:00–18:00`. */
function hoursText({ weekdays, hoursFrom, hoursTo }: WorkingHours): string {
  return `${weekdays} ${clockText(hoursFrom)}–${clockText(hoursTo)}`;
}

export function readHours(stored: string | null | undefined): WorkingHours | null {
  const [, weekdays, from, to] = /^([1-7]{1,7}) (.{5})–(.{5})$/.exec(stored ?? "") ?? [];
  const [hoursFrom, hoursTo] = [timeOfDay.safeParse(from), timeOfDay.safeParse(to)];
  if (!weekdays || !hoursFrom.success || !hoursTo.success) return null;
  return { weekdays, hoursFrom: hoursFrom.data, hoursTo: hoursTo.data };
}
