import { db } from "#lib/db/client";
import { smsInclude, toPublishedSms, type PublishedSms } from "./view";

/** The messages with the people who are to hear of them; those that do not exist are left out. */
export async function smsForPublishing(ids: readonly string[]): Promise<PublishedSms[]> {
  const rows = await db().sms.findMany({ where: { id: { in: [...ids] } }, include: smsInclude });
  return rows.map(toPublishedSms);
}
