/** When the company's working day begins, for what is told at its beginning. */
import { localDay } from "#lib/base/local-time";
import { hour, minute } from "#lib/base/duration";
import { openingOn, type WorkingHours } from "#lib/base/working-hours";
import { workingHours } from "#lib/callbacks/working-hours";
import { companyTimeZone } from "#lib/i18n/time-zone";

/** Where a company has set none: every hour is one then, but nobody wants a mail at midnight. */
const usual: WorkingHours = {
  hoursFrom: (9 * hour) / minute,
  hoursTo: (18 * hour) / minute,
  weekdays: "12345",
};

/** For so long after the opening it is still morning, in ms: for a server that was away, mail or ours. */
const lasts = 3 * hour;

export interface Morning {
  /** As the company's calendar has it: YYYY-MM-DD. */
  day: string;
  opening: Date;
  zone: string;
}

export async function hoursOfMornings(): Promise<WorkingHours> {
  return (await workingHours()) ?? usual;
}

/** Null: the working day has not begun, began long ago, or is a day off. */
export async function morningAt(now: Date): Promise<Morning | null> {
  const [hours, zone] = await Promise.all([hoursOfMornings(), companyTimeZone()]);
  const day = localDay(now, zone);
  const opening = openingOn(day, zone, hours);
  if (!opening || now < opening || now.getTime() - opening.getTime() >= lasts) return null;
  return { day, opening, zone };
}
