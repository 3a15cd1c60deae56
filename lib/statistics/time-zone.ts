/** The zone in which the company's days begin. */
import { db } from "#lib/db/client";

const key = "timeZone";

/** The setting `timeZone`; without it, or with one nobody knows, the server's. IANA name. */
export async function companyTimeZone(): Promise<string> {
  return (await chosenTimeZone()) ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Null: the server's. */
export async function chosenTimeZone(): Promise<string | null> {
  const setting = await db().setting.findUnique({ where: { key } });
  return setting && isTimeZone(setting.value) ? setting.value : null;
}

/** @param zone IANA name; null: the server's from now on */
export async function chooseTimeZone(zone: string | null): Promise<void> {
  const value = zone ?? "";
  await db().setting.upsert({ where: { key }, create: { key, value }, update: { value } });
}

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}
