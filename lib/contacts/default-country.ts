import { openSettings } from "#lib/connections/settings";
import { db } from "#lib/db/client";

/** What gives a contact's national numbers their meaning: the first connection's country. */
export async function defaultCountry(): Promise<string> {
  const first = await db().connection.findFirst({
    where: { enabled: true },
    orderBy: { createdAt: "asc" },
  });
  if (!first) return "RU";
  const settings = await openSettings(first).catch(() => ({}));
  return (settings as { country?: string }).country ?? "RU";
}
