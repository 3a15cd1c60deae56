import { changeSetting } from "#lib/audit/record-audit";
import { db } from "#lib/db/client";
import { readSetting } from "#lib/db/setting";

export interface ConnectionCountry {
  slug: string;
  enabled: boolean;
  /** ISO 3166 alpha-2; null where its settings say none. */
  country: string | null;
}

const key = "company.country";

/** The country an administrator has named as the company's (ISO 3166 alpha-2); null before that. */
export function companyCountry(): Promise<string | null> {
  return readSetting(key);
}

export function chooseCompanyCountry(country: string): Promise<void> {
  return changeSetting(key, country);
}

/** Country by which contacts' national numbers are parsed: the company's, else the first connection's. */
export async function defaultCountry(): Promise<string> {
  const [chosen, first] = await Promise.all([
    companyCountry(),
    connectionCountries({ where: { enabled: true }, take: 1 }),
  ]);
  return chosen ?? countryOfFirst(first);
}

/** @param connections the oldest first */
export function countryOfFirst(connections: readonly ConnectionCountry[]): string {
  return connections.find(({ enabled }) => enabled)?.country ?? "RU";
}

/** The oldest first. @param which all when nothing is said */
export async function connectionCountries(
  which: { where?: { enabled: true }; take?: number } = {},
): Promise<ConnectionCountry[]> {
  const rows = await db().connection.findMany({
    ...which,
    orderBy: { createdAt: "asc" },
    select: { slug: true, enabled: true, settings: true },
  });
  // The country is no secret and stored in plain text: nothing has to be decrypted.
  return rows.map(({ slug, enabled, settings }) => ({
    slug,
    enabled,
    country: countryIn(JSON.parse(settings) as { country?: unknown }),
  }));
}

export function countryIn({ country }: { country?: unknown }): string | null {
  return typeof country === "string" ? country : null;
}
