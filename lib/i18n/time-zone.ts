/** The company's time zone: days of statistics begin in it, and every screen and file shows its clock. */
import { changeSetting } from "#lib/audit/record-audit";
import { readSetting } from "#lib/db/setting";

export const zoneKey = "timeZone";

/** Zones that were renamed: programs know them by the former name, people by today's. */
const renamed: Readonly<Record<string, string>> = {
  "Europe/Kiev": "Europe/Kyiv",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Godthab": "America/Nuuk",
  "America/Indianapolis": "America/Indiana/Indianapolis",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

/** All zones there are, renamed ones by both of their names. */
export function timeZones(): string[] {
  const names = Object.entries(renamed).flat().filter(isTimeZone);
  return [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone"), ...names])].sort();
}

/** A country's zones by today's names, as far as it is known where they are. @param country ISO 3166 alpha-2 */
export function zonesOfCountry(country: string): string[] {
  // TypeScript's library does not know the method yet, older programs have a property.
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & {
    getTimeZones?: () => string[] | undefined;
    timeZones?: string[];
  };
  const zones = locale.getTimeZones?.() ?? locale.timeZones ?? [];
  return zones.map((zone) => renamed[zone] ?? zone).sort();
}

/** The server's, by today's name. */
export function serverTimeZone(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return renamed[timeZone] ?? timeZone;
}

/** IANA name from the setting `timeZone`; the server's zone when it is absent or unknown. */
export async function companyTimeZone(): Promise<string> {
  return (await chosenTimeZone()) ?? serverTimeZone();
}

/** Null: none chosen, the server's zone counts. */
export async function chosenTimeZone(): Promise<string | null> {
  return readZone(await readSetting(zoneKey));
}

/** @param stored the setting's value */
export function readZone(stored: string | null | undefined): string | null {
  return stored && isTimeZone(stored) ? stored : null;
}

/** @param zone IANA name; null goes back to the server's zone */
export async function chooseTimeZone(zone: string | null): Promise<void> {
  await changeSetting(zoneKey, zone ?? "");
}

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}
