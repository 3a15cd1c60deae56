import { ActionError } from "#lib/auth/action";
import { transaction, WriteConflict, type Tx } from "#lib/db/client";

/**
 * Says what came of a talk and puts its card away on all of the person's screens. The outcome is the
 * call's, whoever of those who talked says it last.
 * @returns the version from which on the call says so
 * @throws {ActionError} `not-found` when the call is not theirs or there is no such outcome; `not-over`
 */
export function wrapUpCall(
  userId: string,
  { callId, outcomeId }: { callId: string; outcomeId: string },
): Promise<{ version: number }> {
  return transaction(async (tx) => {
    const call = await ownCall(tx, userId, callId);
    if (call.state !== "ended") throw new ActionError("not-over");
    if (!(await tx.outcome.count({ where: { id: outcomeId } }))) throw new ActionError("not-found");
    await tx.callLeg.updateMany({ where: { callId, userId }, data: { dismissed: "wrap-up" } });
    return write(tx, call, { outcomeId, wrappedUpById: userId, wrappedUpAt: new Date() });
  });
}

/**
 * Takes it back: the talk waits to be wrapped up again.
 * @throws {ActionError} `not-found` when the call is not theirs, or somebody else has said since
 */
export function undoWrapUp(
  userId: string,
  { callId }: { callId: string },
): Promise<{ version: number }> {
  return transaction(async (tx) => {
    const call = await ownCall(tx, userId, callId);
    if (call.wrappedUpById !== userId) throw new ActionError("not-found");
    await tx.callLeg.updateMany({ where: { callId, userId }, data: { dismissed: null } });
    return write(tx, call, { outcomeId: null, wrappedUpById: null, wrappedUpAt: null });
  });
}

interface OwnCall {
  id: string;
  version: number;
  state: string;
  wrappedUpById: string | null;
}

async function ownCall(tx: Tx, userId: string, callId: string): Promise<OwnCall> {
  const call = await tx.call.findFirst({
    where: { id: callId, legs: { some: { userId } } },
    select: { id: true, version: true, state: true, wrappedUpById: true },
  });
  if (!call) throw new ActionError("not-found");
  return call;
}

async function write(
  tx: Tx,
  { id, version }: OwnCall,
  data: { outcomeId: string | null; wrappedUpById: string | null; wrappedUpAt: Date | null },
): Promise<{ version: number }> {
  const { count } = await tx.call.updateMany({
    where: { id, version },
    data: { ...data, version: version + 1 },
  });
  if (count === 0) throw new WriteConflict();
  return { version: version + 1 };
}
