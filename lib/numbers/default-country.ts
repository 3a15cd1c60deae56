import { db } from "#lib/db/client";

/** Country by which contacts' national numbers are parsed: the first connection's (ISO 3166 alpha-2). */
export async function defaultCountry(): Promise<string> {
  const first = await db().connection.findFirst({
    where: { enabled: true },
    orderBy: { createdAt: "asc" },
    select: { settings: true },
  });
  // The country is no secret and stored in plain text: nothing has to be decrypted.
  const { country } = JSON.parse(first?.settings ?? "{}") as { country?: unknown };
  return typeof country === "string" ? country : "RU";
}
