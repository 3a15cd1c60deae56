/** The zone in which the company's days begin. */
import { db } from "#lib/db/client";

const settingKey = "timeZone";

/** The setting `timeZone`; without it, or with one nobody knows, the server's. IANA name. */
export async function companyTimeZone(): Promise<string> {
  const setting = await db().setting.findUnique({ where: { key: settingKey } });
  const known = setting && isZone(setting.value);
  return known ? setting.value : Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
