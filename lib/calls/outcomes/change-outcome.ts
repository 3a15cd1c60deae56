/** The outcome of a call, put right after its wrap-up. */
import { currentTime } from "#lib/base/clock";
import { recordAudit } from "#lib/audit/record-audit";
import { ActionError } from "#lib/auth/action-error";
import type { Viewer } from "#lib/auth/policy";
import { transaction } from "#lib/db/client";
import type { CallDirection } from "#lib/providers/contract";
import type { CallState } from "../call-view";
import { setOutcome } from "../wrap-up";
import { mayPutRight } from "./may-put-right";

const outcome = { select: { id: true, key: true, name: true, archivedAt: true } } as const;

/**
 * @param outcomeId null: none after all
 * @returns the call's version with the outcome
 * @throws {ActionError} `not-found` when the person may not put the call right, or there is no such outcome to choose
 */
export function changeOutcome(
  user: Viewer,
  { callId, outcomeId }: { callId: string; outcomeId: string | null },
): Promise<{ version: number }> {
  return transaction(async (tx) => {
    const call = await tx.call.findUnique({
      where: { id: callId },
      select: {
        id: true,
        version: true,
        contactId: true,
        direction: true,
        state: true,
        outcome,
        legs: { select: { userId: true, answeredAt: true } },
      },
    });
    const state = call?.state as CallState;
    const direction = call?.direction as CallDirection;
    if (!call || !mayPutRight(user, { ...call, state, direction }))
      throw new ActionError("not-found");
    const { outcome: before, version } = call;
    if (outcomeId === (before?.id ?? null)) return { version };
    const after = outcomeId
      ? await tx.outcome.findFirst({ where: { id: outcomeId, archivedAt: null }, ...outcome })
      : null;
    if (outcomeId && !after) throw new ActionError("not-found");
    // Said here, it need not be asked for on the strip any more.
    await tx.callLeg.updateMany({
      where: { callId, userId: user.id },
      data: { dismissed: "wrap-up" },
    });
    const written = await setOutcome(tx, call, {
      outcomeId,
      wrappedUpById: outcomeId && user.id,
      wrappedUpAt: outcomeId ? currentTime() : null,
    });
    const wordOf = (one: typeof before) => one && (one.name ?? one.key);
    await recordAudit(tx, {
      event: "call.outcome-changed",
      subject: { kind: "call", id: callId },
      changes: { outcome: [wordOf(before), wordOf(after)] },
    });
    return written;
  });
}
