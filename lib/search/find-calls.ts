/** Finds calls of the contacts found, and calls whose number holds the digits of the query. */
import { join, sqltag as sql } from "@prisma/client/runtime/client";
import { isVisibleTo, type Viewer } from "#lib/auth/policy";
import { db } from "#lib/db/client";
import { direct } from "#lib/db/direct";
import { beyond } from "./search-index";
import type { CallHit } from "./view";

/** Number of latest calls scanned for digits within a number: strangers' numbers have no trigram index. */
const mostScanned = 1_000;
/** Limit of calls compared whose number begins with the digits. */
const mostCompared = 100;
/** Fewer digits occur in nearly every number. */
const fewestDigits = 3;

interface CallQuery {
  alternatives: readonly (readonly string[])[];
  /** Contacts found by the same words. */
  contactIds: readonly string[];
  most: number;
}

/** Latest first. */
export async function findCalls(user: Viewer, query: CallQuery): Promise<CallHit[]> {
  const { alternatives, contactIds, most } = query;
  if (most === 0) return [];
  const digits = alternatives
    .flat()
    .filter((word) => /^\d+$/.test(word) && word.length >= fewestDigits);
  const found = await Promise.all([
    contactIds.length > 0 ? ofContacts(user, contactIds, most) : [],
    ...digits.flatMap((word) => [beginningWith(user, word, most), scanLatest(user, word, most)]),
  ]);
  const ids = new Set(found.flat().map(({ id }) => id));
  return ids.size === 0 ? [] : readHits([...ids], most);
}

type Ids = Promise<{ id: string }[]>;

const ofContacts = (user: Viewer, contactIds: readonly string[], most: number): Ids =>
  direct().read(sql`SELECT c."id" FROM "Call" c
    WHERE c."contactId" IN (${join([...contactIds])}) AND ${isVisibleTo(user)}
    ORDER BY c."startedAt" DESC LIMIT ${most}`);

function beginningWith(user: Viewer, digits: string, most: number): Ids {
  const begin = `+${digits}`;
  return direct().read(sql`SELECT c."id" FROM (
      SELECT "id", "clientOwnerId", "requestedById", "startedAt" FROM "Call"
      WHERE "clientE164" >= ${begin} AND "clientE164" < ${begin + beyond} LIMIT ${mostCompared}
    ) c WHERE ${isVisibleTo(user)} ORDER BY c."startedAt" DESC LIMIT ${most}`);
}

const scanLatest = (user: Viewer, digits: string, most: number): Ids =>
  direct().read(sql`SELECT c."id" FROM (
      SELECT "id", "clientOwnerId", "requestedById", "clientRaw", "startedAt" FROM "Call"
      ORDER BY "startedAt" DESC, "id" DESC LIMIT ${mostScanned}
    ) c WHERE c."clientRaw" LIKE ${`%${digits}%`} AND ${isVisibleTo(user)}
    ORDER BY c."startedAt" DESC LIMIT ${most}`);

async function readHits(ids: string[], most: number): Promise<CallHit[]> {
  const rows = await db().call.findMany({
    where: { id: { in: ids } },
    select: {
      id: true,
      direction: true,
      state: true,
      disposition: true,
      startedAt: true,
      clientRaw: true,
      clientE164: true,
      contact: { select: { id: true, name: true } },
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
