/** Who is on the phone right now, and whom a call can be handed to. */
import { db } from "#lib/db/client";
import { presenceSelect, type PresenceView, toPresence } from "#lib/people/presence";
import { underWay } from "./queries";
import { readRouting } from "./view";

export interface Occupation {
  /** People whose extensions ring or talk. */
  userIds: ReadonlySet<string>;
  /** Whether a call was routed to the extension and has not rung there yet. */
  expecting(connectionId: string, extension: string): boolean;
}

/** @param options.except id of a call that does not count */
export async function occupation(options: { except?: string } = {}): Promise<Occupation> {
  const calls = await db().call.findMany({
    where: { state: { in: underWay } },
    select: {
      id: true,
      connectionId: true,
      routing: true,
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

/** A colleague somebody can hand a call to. */
export interface TransferTarget extends PresenceView {
  name: string;
  extension: string;
  /** Their telephone rings, or they talk. */
  busy: boolean;
}

/** The colleagues a person can hand a call of theirs to: who has an extension where it is. */
export async function transferTargets(own: {
  userId: string;
  callId: string;
}): Promise<TransferTarget[]> {
  const call = await db().call.findFirst({
    where: { id: own.callId, legs: { some: { userId: own.userId } } },
    select: { connectionId: true },
  });
  if (!call) return [];
  const [extensions, { userIds }] = await Promise.all([
    db().extension.findMany({
      where: {
        connectionId: call.connectionId,
        user: { disabledAt: null, id: { not: own.userId } },
      },
      orderBy: [{ user: { name: "asc" } }, { number: "asc" }],
      select: { number: true, user: { select: { ...presenceSelect, name: true } } },
    }),
    occupation(),
  ]);
  return extensions.map(({ number, user }) => ({
    ...toPresence(user),
    name: user.name,
    extension: number,
    busy: userIds.has(user.id),
  }));
}
