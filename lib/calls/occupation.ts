/** Who is on the telephone right now. */
import { db } from "#lib/db/client";
import { underWay } from "./queries";
import { readRouting } from "./routing";

export interface Occupation {
  /** People whose telephone rings, or who talk. */
  userIds: ReadonlySet<string>;
  /** Whether a call was sent to the extension and has not rung there yet. */
  expecting(connectionId: string, extension: string): boolean;
}

/** @param options.except a call that does not count */
export async function occupation(options: { except?: string } = {}): Promise<Occupation> {
  const calls = await db().call.findMany({
    where: { state: { in: underWay } },
    select: {
      ...{ id: true, connectionId: true, routing: true },
      legs: { select: { userId: true, extension: true, state: true } },
    },
  });
  const others = calls.filter(({ id }) => id !== options.except);
  const present = others.flatMap(({ legs }) =>
    legs.filter(({ state }) => state === "ringing" || state === "answered"),
  );
  const expected = others.flatMap(({ connectionId, routing, legs }) => {
    const extension = readRouting(routing)?.extension;
    const rung = legs.some((leg) => leg.extension === extension);
    return extension && !rung ? [`${connectionId} ${extension}`] : [];
  });
  return {
    userIds: new Set(present.flatMap(({ userId }) => userId ?? [])),
    expecting: (connectionId, extension) => expected.includes(`${connectionId} ${extension}`),
  };
}
