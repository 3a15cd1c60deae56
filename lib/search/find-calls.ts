/** Calls of the contacts that were found, and calls with a number in which the digits occur. */
import { join, sqltag as sql } from "@prisma/client/runtime/client";
import { isVisibleTo, type Viewer } from "#lib/calls/visible-calls";
import { db } from "#lib/db/client";
import { direct } from "#lib/db/direct";
import { beyond } from "./indexed";
import type { CallHit } from "./view";

/** Strangers' numbers have no index of what is within them: so many of the latest calls are looked through. */
const latest = 1_000;
/** So many calls with a number that begins so are compared. */
const mostCompared = 100;
/** Fewer digits are within nearly every number. */
const fewestDigits = 3;

interface AskedCalls {
  alternatives: readonly (readonly string[])[];
  /** Of the contacts found by the same words. */
  contactIds: readonly string[];
  most: number;
}

/** The latest first. */
export async function findCalls(user: Viewer, asked: AskedCalls): Promise<CallHit[]> {
  const { alternatives, contactIds, most } = asked;
  const digits = alternatives
    .flat()
    .filter((word) => /^\d+$/.test(word) && word.length >= fewestDigits);
  const found = await Promise.all([
    contactIds.length > 0 ? ofContacts(user, contactIds, most) : [],
    ...digits.flatMap((one) => [beginningWith(user, one, most), lately(user, one, most)]),
  ]);
  const ids = new Set(found.flat().map(({ id }) => id));
  return ids.size === 0 ? [] : showCalls([...ids], most);
}

type Ids = Promise<{ id: string }[]>;

const ofContacts = (user: Viewer, contactIds: readonly string[], most: number): Ids =>
  direct().read(sql`SELECT c."id" FROM "Call" c
    WHERE c."contactId" IN (${join([...contactIds])}) AND ${isVisibleTo(user)}
    ORDER BY c."startedAt" DESC LIMIT ${most}`);

function beginningWith(user: Viewer, digits: string, most: number): Ids {
  const begin = `+${digits}`;
  return direct().read(sql`SELECT c."id" FROM (
      SELECT "id", "contactId", "requestedById", "startedAt" FROM "Call"
      WHERE "clientE164" >= ${begin} AND "clientE164" < ${begin + beyond} LIMIT ${mostCompared}
    ) c WHERE ${isVisibleTo(user)} ORDER BY c."startedAt" DESC LIMIT ${most}`);
}

const lately = (user: Viewer, digits: string, most: number): Ids =>
  direct().read(sql`SELECT c."id" FROM (
      SELECT "id", "contactId", "requestedById", "clientRaw", "startedAt" FROM "Call"
      ORDER BY "startedAt" DESC, "id" DESC LIMIT ${latest}
    ) c WHERE c."clientRaw" LIKE ${`%${digits}%`} AND ${isVisibleTo(user)}
    ORDER BY c."startedAt" DESC LIMIT ${most}`);

async function showCalls(ids: string[], most: number): Promise<CallHit[]> {
  const rows = await db().call.findMany({
    where: { id: { in: ids } },
    select: {
      ...{ id: true, direction: true, state: true, disposition: true, startedAt: true },
      ...{ clientRaw: true, clientE164: true, contact: { select: { id: true, name: true } } },
    },
    orderBy: [{ startedAt: "desc" }, { id: "desc" }],
    take: most,
  });
  return rows.map(({ clientRaw, clientE164, startedAt, ...call }) => ({
    ...call,
    startedAt: startedAt.toISOString(),
    number: { raw: clientRaw, e164: clientE164 },
  }));
}
