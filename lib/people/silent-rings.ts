/** Rings of the last day that came to nobody's screen: why no card came, for administrators. */
import { currentTime } from "#lib/base/clock";
import { changeSetting } from "#lib/audit/record-audit";
import { day, hour } from "#lib/base/duration";
import { db } from "#lib/db/client";
import { firstIdAt } from "#lib/db/time-ordered-id";
import { passing, placeKey, type RingPlace, type Silence, type SilentPlace } from "./ring-places";
import { dismissedKey, dismissedPlaces, telephones } from "./telephones";

export interface SilentRing extends SilentPlace {
  /** The connection's name. */
  connection: string;
  /** The last one, ISO 8601. */
  lastAt: string;
  count: number;
}

/** Of so many places, at most. */
const mostPlaces = 500;

/** What an administrator mends comes first, then what mends itself when somebody comes. */
const urgency: readonly Silence[] = ["nobody", "line", "disabled", "do-not-disturb", "signed-out"];

/**
 * Derived from the calls and from who has which extension now: it is gone once the extension is somebody's
 * who can be rung.
 * @param connectionId all connections without it
 */
export async function silentRings(
  connectionId?: string,
  now = currentTime(),
): Promise<SilentRing[]> {
  const since = firstIdAt(now.getTime() - day);
  const [rung, unanswered, known, dismissed, connections] = await Promise.all([
    extensionsRung(since),
    linesRung(since),
    telephones(connectionId),
    dismissedPlaces(),
    db().connection.findMany({
      where: { id: connectionId, deletedAt: null, enabled: true },
      select: { id: true, name: true },
    }),
  ]);
  const names = new Map(connections.map(({ id, name }) => [id, name]));
  const holders = new Map(known.map((one) => [placeKey({ ...one, line: null }), one]));
  const rings = [...rung, ...unanswered].flatMap(({ callId, count, ...place }) => {
    const connection = names.get(place.connectionId);
    if (connection === undefined || dismissed.includes(placeKey(place))) return [];
    const holder = holders.get(placeKey(place));
    const silence = place.extension === null ? "line" : holder ? holder.silence : "nobody";
    if (silence === null) return [];
    const person = holder?.person ?? null;
    return [{ ...place, connection, silence, person, callId, count: Number(count) }];
  });
  const calls = await db().call.findMany({
    where: { id: { in: rings.map(({ callId }) => callId) } },
    select: { id: true, startedAt: true },
  });
  const lately = new Date(now.getTime() - hour).toISOString();
  const times = new Map(calls.map(({ id, startedAt }) => [id, startedAt.toISOString()]));
  return rings
    .map(({ callId, ...ring }) => ({ ...ring, lastAt: times.get(callId) ?? now.toISOString() }))
    .filter(({ silence, lastAt }) => !passing.includes(silence) || lastAt > lately)
    .sort(
      (a, b) =>
        urgency.indexOf(a.silence) - urgency.indexOf(b.silence) || (a.lastAt < b.lastAt ? 1 : -1),
    );
}

type Rung = RingPlace & { callId: string; count: number | bigint };

function extensionsRung(since: string): Promise<Rung[]> {
  return db().$queryRaw<Rung[]>`
    SELECT c."connectionId", l."extension", NULL AS "line", max(c."id") AS "callId", count(*) AS "count"
    FROM "CallLeg" l CROSS JOIN "Call" c
    WHERE l."callId" >= ${since} AND c."id" = l."callId"
      AND c."direction" = 'incoming' AND NOT c."replayed"
    GROUP BY c."connectionId", l."extension" ORDER BY "callId" DESC LIMIT ${mostPlaces}`;
}

function linesRung(since: string): Promise<Rung[]> {
  return db().$queryRaw<Rung[]>`
    SELECT c."connectionId", NULL AS "extension", c."trunk" AS "line", max(c."id") AS "callId",
      count(*) AS "count"
    FROM "Call" c
    WHERE c."id" >= ${since} AND c."direction" = 'incoming' AND c."state" = 'ended'
      AND NOT c."replayed" AND NOT EXISTS (SELECT 1 FROM "CallLeg" l WHERE l."callId" = c."id")
    GROUP BY c."connectionId", c."trunk" ORDER BY "callId" DESC LIMIT ${mostPlaces}`;
}

/** Nobody is told of this place again. */
export async function dismissRing(place: RingPlace): Promise<void> {
  const key = placeKey(place);
  const others = (await dismissedPlaces()).filter((one) => one !== key);
  await changeSetting(dismissedKey, JSON.stringify([...others, key].slice(-mostPlaces)));
}
