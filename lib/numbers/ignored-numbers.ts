/** Numbers that are nobody's: our own lines, and those somebody wants to be no contact's. */
import { db } from "#lib/db/client";
import { defaultCountry } from "#lib/contacts/default-country";
import { parsePhoneNumber } from "#lib/phone-number";

export const ignoredKinds = ["own", "ignored"] as const;
export type IgnoredKind = (typeof ignoredKinds)[number];

export interface IgnoredNumberView {
  e164: string;
  kind: IgnoredKind;
  note: string | null;
  createdAt: string;
}

export async function listIgnoredNumbers(): Promise<IgnoredNumberView[]> {
  const rows = await db().ignoredNumber.findMany({ orderBy: [{ kind: "desc" }, { e164: "asc" }] });
  return rows.map(({ e164, kind, note, createdAt }) => ({
    ...{ e164, kind: kind as IgnoredKind, note },
    createdAt: createdAt.toISOString(),
  }));
}

/**
 * Calls from it show no name from now on. Calls that have one keep it.
 * @returns null when the number can't be understood
 */
export async function ignoreNumber(number: {
  raw: string;
  kind: IgnoredKind;
  note: string | null;
}): Promise<{ e164: string } | null> {
  const { e164 } = parsePhoneNumber(number.raw, await defaultCountry());
  if (!e164) return null;
  const { kind, note } = number;
  await db().ignoredNumber.upsert({
    where: { e164 },
    create: { e164, kind, note },
    update: { kind, note },
  });
  return { e164 };
}

/** It may be somebody's again. */
export async function forgetIgnoredNumber(e164: string): Promise<void> {
  await db().ignoredNumber.deleteMany({ where: { e164 } });
}

/** So many of the latest calls tell which lines the company has. */
const latestCalls = 2_000;

/** Lines that calls came through, in E.164, and that are not known as own: to be offered. */
export async function linesToOffer(): Promise<string[]> {
  const country = await defaultCountry();
  const calls = await db().$queryRaw<{ trunk: string }[]>`
    SELECT DISTINCT "trunk" FROM (
      SELECT "trunk" FROM "Call" ORDER BY "startedAt" DESC, "id" DESC LIMIT ${latestCalls}
    ) latest WHERE "trunk" IS NOT NULL`;
  const lines = new Set(calls.flatMap(({ trunk }) => parsePhoneNumber(trunk, country).e164 ?? []));
  const known = await db().ignoredNumber.findMany({ where: { e164: { in: [...lines] } } });
  for (const { e164 } of known) lines.delete(e164);
  return [...lines].sort();
}
