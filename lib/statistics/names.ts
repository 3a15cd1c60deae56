/** Of what statistics name by id. */
import { db } from "#lib/db/client";

export interface NamedOutcome {
  /** `outcomes.defaults.<key>` words it; null once somebody wrote it themselves. */
  key: string | null;
  name: string | null;
}

export interface StatisticsNames {
  people: Map<string, string>;
  connections: Map<string, string>;
  outcomes: Map<string, NamedOutcome>;
}

export async function readNames(): Promise<StatisticsNames> {
  const select = { id: true, name: true } as const;
  const [people, connections, outcomes] = await Promise.all([
    db().user.findMany({ select, orderBy: { name: "asc" } }),
    db().connection.findMany({ select, orderBy: { name: "asc" } }),
    db().outcome.findMany({ select: { ...select, key: true } }),
  ]);
  return {
    people: new Map(people.map(({ id, name }) => [id, name])),
    connections: new Map(connections.map(({ id, name }) => [id, name])),
    outcomes: new Map(outcomes.map(({ id, key, name }) => [id, { key, name }])),
  };
}
