import { db } from "#lib/db/client";
import { dismissedPlaces, telephones } from "#lib/people/telephones";
import type { CallView } from "./call-view";
import type { Telephones } from "./call-silence";

/** Who can be rung where these calls rang; without calls, everywhere. */
export async function telephonesOf(calls?: readonly CallView[]): Promise<Telephones> {
  const rung = calls && new Set(calls.flatMap(({ legs }) => legs.map((leg) => leg.extension)));
  const [rows, known, dismissed] = await Promise.all([
    db().connection.findMany({ where: { deletedAt: null }, select: { id: true, slug: true } }),
    telephones(),
    dismissedPlaces(),
  ]);
  return {
    connections: Object.fromEntries(rows.map(({ id, slug }) => [slug, id])),
    known: known.filter(({ extension }) => !rung || rung.has(extension)),
    dismissed,
    readAt: Date.now(),
  };
}
