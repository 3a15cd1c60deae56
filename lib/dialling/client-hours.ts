/** Whether a client is to be called now, by the clock on their own wall; where that is, campaigns know too. */
import {
  clientZones,
  isPermitted,
  nextPermitted,
  type PermittedHours,
} from "#lib/campaigns/permitted-hours";

/** When clients are called by hand, every day: from nine to nine. */
const waking: PermittedHours = {
  hoursFrom: 9 * 60,
  hoursTo: 21 * 60,
  weekdays: "1234567",
};

export interface Waking {
  /** Null: they can be called now. */
  from: Date | null;
  /** IANA; null when the number leaves it open. */
  zone: string | null;
}

/**
 * A person calls and hears who answers, so a number that may be in several zones counts as awake where any of them
 * is; when the company's own is among them, that one counts.
 */
export async function wakingOf(e164: string, companyZone: string, now: Date): Promise<Waking> {
  const known = await clientZones(e164);
  const zones = known.includes(companyZone) ? [companyZone] : known;
  const zone = zones.length === 1 ? zones[0]! : null;
  if (zones.length === 0 || zones.some((one) => isPermitted(now, [one], waking))) {
    return { from: null, zone };
  }
  const times = zones.flatMap((one) => nextPermitted(now, [one], waking)?.getTime() ?? []);
  return { from: new Date(Math.min(...times)), zone };
}
