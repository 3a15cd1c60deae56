import { db } from "#lib/db/client";
import type { CallbackView } from "#lib/realtime/events";
import { callbackInclude, toCallbackViews } from "./view";

/** A queue longer than this is no longer worked through in order; the rest follows as it is. */
export const mostCallbacks = 500;

/** Whom the team owes a call, now or later, the most urgent first. */
export async function openCallbacks(): Promise<CallbackView[]> {
  const rows = await db().callback.findMany({
    where: { closedAt: null },
    include: callbackInclude,
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    take: mostCallbacks,
  });
  return toCallbackViews(db(), rows);
}

/** The same with the time of the reading, in ms, by which a page words how long they wait. */
export async function callbacksNow(): Promise<{ callbacks: CallbackView[]; servedAt: number }> {
  const callbacks = await openCallbacks();
  return { callbacks, servedAt: Date.now() };
}

/** As they are now, closed ones too; those that do not exist are left out. */
export async function callbacksForPublishing(ids: readonly string[]): Promise<CallbackView[]> {
  const rows = await db().callback.findMany({
    where: { id: { in: [...ids] } },
    include: callbackInclude,
  });
  return toCallbackViews(db(), rows);
}
