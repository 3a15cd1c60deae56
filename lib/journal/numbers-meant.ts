/** Whose calls somebody means by a number as they have typed it: one number in full, or how it begins. */
import { join, sqltag as sql, type Sql } from "@prisma/client/runtime/client";
import { db } from "#lib/db/client";
import { connectionCountries } from "#lib/numbers/default-country";
import { parsePhoneNumber } from "#lib/numbers/phone-number";
import { beyond } from "#lib/search/search-index";

export interface NumbersMeant {
  /** A further condition on `c`. */
  condition: Sql;
  /** Whether the index of numbers finds them soon: a few, or those of one client. */
  areFew: boolean;
}

/** Of more calls than these a walk along the time meets enough. */
const few = 500;

export async function numbersMeant(typed: string): Promise<NumbersMeant> {
  const whole = await wholeNumbers(typed);
  if (whole.length > 0) {
    const condition = sql`AND c."clientE164" IN (${join(whole)})`;
    if ((await countUpTo(1, condition)) > 0) return { condition, areFew: true };
  }
  const digits = typed.replace(/\D/g, "");
  if (digits === "") return { condition: sql`AND c."clientRaw" = ${typed}`, areFew: false };
  const begin = `+${digits}`;
  const condition = sql`AND c."clientE164" >= ${begin} AND c."clientE164" < ${begin + beyond}`;
  return { condition, areFew: (await countUpTo(few + 1, condition)) <= few };
}

/** Written without its country, a number may be of any in which the company has a line. */
async function wholeNumbers(typed: string): Promise<string[]> {
  const lines = (await connectionCountries()).map(({ country }) => country ?? "");
  const countries = new Set([...lines, ""]);
  return [
    ...new Set([...countries].flatMap((country) => parsePhoneNumber(typed, country).e164 ?? [])),
  ];
}

async function countUpTo(most: number, condition: Sql): Promise<number> {
  const found = await db().$queryRaw<unknown[]>(
    sql`SELECT 1 FROM "Call" c WHERE 1 = 1 ${condition} LIMIT ${most}`,
  );
  return found.length;
}
