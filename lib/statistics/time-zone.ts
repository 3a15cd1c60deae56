/** Company time zone, in which the days of statistics begin. */
import { changeSetting } from "#lib/audit/record-audit";
import { readSetting } from "#lib/db/setting";

const key = "timeZone";

/** IANA name from the setting `timeZone`; the server's zone when it is absent or unknown. */
export async function companyTimeZone(): Promise<string> {
  return (await chosenTimeZone()) ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Null: none chosen, the server's zone counts. */
export async function chosenTimeZone(): Promise<string | null> {
  const zone = await readSetting(key);
  return zone !== null && isTimeZone(zone) ? zone : null;
}

/** @param zone IANA name; null goes back to the server's zone */
export async function chooseTimeZone(zone: string | null): Promise<void> {
  await changeSetting(key, zone ?? "");
}

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}
