import { ActionError } from "#lib/auth/action";
import { transaction, WriteConflict } from "#lib/db/client";
import type { CardStage } from "#lib/realtime/events";

/**
 * Puts a person's card away for as long as the call stays at `stage` for them. It concerns nobody
 * else's card; the call's version grows, so that every screen of theirs hears of it.
 * @returns the version from which on the call says so
 */
export async function dismissCard(
  userId: string,
  { callId, stage }: { callId: string; stage: CardStage },
): Promise<{ version: number }> {
  return transaction(async (tx) => {
    const call = await tx.call.findUnique({
      where: { id: callId },
      select: { version: true, legs: { where: { userId }, select: { dismissed: true } } },
    });
    if (!call || call.legs.length === 0) throw new ActionError("not-found");
    // Wrap-up is the last stage: what another screen, being late, says of an earlier one changes nothing.
    const settled = ({ dismissed }: { dismissed: string | null }) =>
      dismissed === stage || dismissed === "wrap-up";
    if (call.legs.every(settled)) return { version: call.version };

    const { count } = await tx.call.updateMany({
      where: { id: callId, version: call.version },
      data: { version: call.version + 1 },
    });
    if (count === 0) throw new WriteConflict();
    await tx.callLeg.updateMany({ where: { callId, userId }, data: { dismissed: stage } });
    return { version: call.version + 1 };
  });
}
