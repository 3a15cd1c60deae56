/** How an attempt ended, and what follows for its number. */
import { minute } from "#lib/base/duration";
import { transaction, type Tx } from "#lib/db/client";
import type { Attempt } from "./begin-attempt";
import type { TargetDisposition } from "./campaign-states";
import { releaseNumber } from "./claim-number";

/** Why a provider did not call, in a code of its own and its words. */
export interface AttemptFailure {
  code: string;
  message: string;
}

/** Records how an attempt ended; the first report counts. */
export function concludeAttempt(
  attempt: Attempt,
  disposition: TargetDisposition,
  now: Date,
  failure: AttemptFailure | null = null,
): Promise<void> {
  return transaction(async (tx) => {
    const { count } = await tx.dialAttempt.updateMany({
      where: { id: attempt.id, endedAt: null },
      data: { endedAt: now, disposition },
    });
    if (count === 0) return;
    await releaseNumber(tx, { e164: attempt.e164, holder: attempt.id });
    const target = await tx.campaignTarget.findUnique({
      where: { id: attempt.targetId },
      include: { campaign: { select: { state: true, maxAttempts: true, minGapMinutes: true } } },
    });
    if (!target) return;
    const { state, maxAttempts, minGapMinutes } = target.campaign;
    const isOver =
      disposition === "answered" || target.attempts >= maxAttempts || state === "stopped";
    const nextAttemptAt = new Date(
      (target.lastAttemptAt ?? now).getTime() + minGapMinutes * minute,
    );
    await tx.campaignTarget.update({
      where: { id: target.id },
      data: {
        disposition,
        failure: failure && JSON.stringify(failure),
        ...(isOver ? { state: "done" } : { state: "waiting", nextAttemptAt }),
      },
    });
  });
}

/** Takes back an attempt that the provider has not dialled; the number is due at `nextAttemptAt`. */
export function retractAttempt(attempt: Attempt, nextAttemptAt: Date): Promise<void> {
  return transaction(async (tx) => {
    const { count } = await tx.dialAttempt.deleteMany({ where: { id: attempt.id, endedAt: null } });
    if (count === 0) return;
    await releaseNumber(tx, { e164: attempt.e164, holder: attempt.id });
    await tx.campaignTarget.updateMany({
      where: { id: attempt.targetId, state: "claimed" },
      data: {
        state: "waiting",
        attempts: { decrement: 1 },
        lastAttemptAt: await lastAttempt(tx, attempt.targetId),
        nextAttemptAt,
      },
    });
  });
}

async function lastAttempt(tx: Tx, targetId: string): Promise<Date | null> {
  const last = await tx.dialAttempt.findFirst({
    where: { targetId },
    orderBy: { startedAt: "desc" },
    select: { startedAt: true },
  });
  return last?.startedAt ?? null;
}
