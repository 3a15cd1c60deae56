import { db } from "#lib/db/client";
import type { TransferTarget } from "#lib/realtime/events";
import { presenceSelect, toPresence } from "#lib/users/presence";
import { occupation } from "./occupation";

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
    ...{ ...toPresence(user), name: user.name, extension: number },
    busy: userIds.has(user.id),
  }));
}
