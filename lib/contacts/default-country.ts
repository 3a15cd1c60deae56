import { db } from "#lib/db/client";

/** What gives a contact's national numbers their meaning: the first connection's country. */
export async function defaultCountry(): Promise<string> {
  const first = await db().connection.findFirst({
    where: { enabled: true },
    orderBy: { createdAt: "asc" },
    select: { settings: true },
  });
  // Not a secret, so it is stored as it is: nothing has to be decrypted for it.
  const { country } = JSON.parse(first?.settings ?? "{}") as { country?: unknown };
  return typeof country === "string" ? country : "RU";
}
