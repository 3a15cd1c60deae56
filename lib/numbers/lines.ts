/** The company's external lines, as calls come in on them. */
import { db } from "#lib/db/client";
import { countryIn } from "./default-country";
import { parsePhoneNumber } from "./phone-number";

/** What a line is known by: its number in E.164, else its name as the provider spells it. */
export function lineOf(trunk: string, country: string): string {
  const { e164, raw } = parsePhoneNumber(trunk, country);
  return e164 ?? raw;
}

/** @param settings those of the connection, as they are stored: their country is plain text */
export function lineAt(trunk: string, settings: string): string {
  return lineOf(trunk, countryIn(JSON.parse(settings) as { country?: unknown }) ?? "");
}

/** Number of latest calls in which the company's lines are searched for. */
const latestCalls = 2_000;

/** Lines of the latest calls, sorted. */
export async function latestLines(): Promise<string[]> {
  const found = await db().$queryRaw<{ trunk: string; settings: string }[]>`
    SELECT DISTINCT latest."trunk", n."settings" FROM (
      SELECT "trunk", "connectionId" FROM "Call" ORDER BY "startedAt" DESC, "id" DESC
      LIMIT ${latestCalls}
    ) latest JOIN "Connection" n ON n."id" = latest."connectionId"
    WHERE latest."trunk" IS NOT NULL`;
  return [...new Set(found.map(({ trunk, settings }) => lineAt(trunk, settings)))].sort();
}
