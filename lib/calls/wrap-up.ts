/** What a person says of a talk: its outcome, their note, and that its card may go. */
import { currentTime } from "#lib/base/clock";
import { ActionError } from "#lib/auth/action-error";
import { isVisible, type Viewer } from "#lib/auth/policy";
import { db, directOn, transaction, WriteConflict, type Tx } from "#lib/db/client";
import { keepMentions, mentionedIn } from "#lib/notices/mentions";
import type { CardStage, LegState } from "./call-view";
import { refreshContactCalls } from "./contact-calls";

/**
 * Stores a talk's outcome and dismisses its card on all of the person's screens. A call has one outcome:
 * the last one that any of its participants chooses.
 * @returns the call's version with the outcome
 * @throws {ActionError} `not-found` when the call is not theirs or there is no such outcome; `not-over`
 */
export function wrapUpCall(
  userId: string,
  { callId, outcomeId }: { callId: string; outcomeId: string },
): Promise<{ version: number }> {
  return transaction(async (tx) => {
    const call = await ownCall(tx, userId, callId);
    // Whoever has handed the call on has done with it, while the colleague still talks.
    const isOver = call.state === "ended" || call.legs.every(({ state }) => isDone.has(state));
    if (!isOver) throw new ActionError("not-over");
    if (!(await tx.outcome.count({ where: { id: outcomeId } }))) throw new ActionError("not-found");
    await tx.callLeg.updateMany({ where: { callId, userId }, data: { dismissed: "wrap-up" } });
    return setOutcome(tx, call, { outcomeId, wrappedUpById: userId, wrappedUpAt: currentTime() });
  });
}

/**
 * Takes the person's outcome back: the talk awaits wrap-up again.
 * @throws {ActionError} `not-found` when the call is not theirs, or another person has chosen an outcome since
 */
export function undoWrapUp(
  userId: string,
  { callId }: { callId: string },
): Promise<{ version: number }> {
  return transaction(async (tx) => {
    const call = await ownCall(tx, userId, callId);
    if (call.wrappedUpById !== userId) throw new ActionError("not-found");
    await tx.callLeg.updateMany({ where: { callId, userId }, data: { dismissed: null } });
    return setOutcome(tx, call, { outcomeId: null, wrappedUpById: null, wrappedUpAt: null });
  });
}

/**
 * Dismisses a person's card for as long as the call stays at `stage` for them; other people's cards stay.
 * The call's version grows, so that all of the person's screens follow.
 * @returns the call's version with the dismissal
 */
export async function dismissCard(
  userId: string,
  { callId, stage }: { callId: string; stage: CardStage },
): Promise<{ version: number }> {
  return transaction(async (tx) => {
    const call = await tx.call.findUnique({
      where: { id: callId },
      select: {
        version: true,
        state: true,
        legs: { where: { userId }, select: { dismissed: true, state: true } },
      },
    });
    if (!call || call.legs.length === 0) throw new ActionError("not-found");
    // Wrap-up is the last stage: a late dismissal of an earlier stage from another screen changes nothing, unless
    // the call has been handed back since.
    const settled = ({ dismissed, state }: { dismissed: string | null; state: string }) =>
      dismissed === stage ||
      (dismissed === "wrap-up" && (call.state === "ended" || isDone.has(state)));
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

/** States of a leg that has done with its call. */
const isDone: ReadonlySet<string> = new Set(["ended", "missed"] satisfies LegState[]);

interface OwnCall {
  id: string;
  version: number;
  state: string;
  /** The person's own. */
  legs: { state: string }[];
  contactId: string | null;
  wrappedUpById: string | null;
}

async function ownCall(tx: Tx, userId: string, callId: string): Promise<OwnCall> {
  const call = await tx.call.findFirst({
    where: { id: callId, legs: { some: { userId } } },
    select: {
      id: true,
      version: true,
      state: true,
      contactId: true,
      wrappedUpById: true,
      legs: { where: { userId }, select: { state: true } },
    },
  });
  if (!call) throw new ActionError("not-found");
  return call;
}

/** @throws {WriteConflict} when the call has changed since it was read: the transaction is repeated */
export async function setOutcome(
  tx: Tx,
  { id, version, contactId }: Pick<OwnCall, "id" | "version" | "contactId">,
  data: { outcomeId: string | null; wrappedUpById: string | null; wrappedUpAt: Date | null },
): Promise<{ version: number }> {
  const { count } = await tx.call.updateMany({
    where: { id, version },
    data: { ...data, version: version + 1 },
  });
  if (count === 0) throw new WriteConflict();
  if (contactId) await refreshContactCalls(directOn(tx), [contactId]);
  return { version: version + 1 };
}

/**
 * The person's own note of a call, whole, each time they pause in typing. One row a call and person;
 * empty text removes it.
 * @param typing they may type on: whom it names is told once they have left it
 * @returns whose notices have changed: those whom it names, or has named
 * @throws {ActionError} `not-found` when the call is none that they may see
 */
export async function saveCallNote(
  user: Viewer,
  { callId, text, typing = false }: { callId: string; text: string; typing?: boolean },
): Promise<string[]> {
  return transaction(async (tx) => {
    if (!(await isVisible(tx, user, callId))) throw new ActionError("not-found");
    const mine = { callId, userId: user.id };
    if (text.trim() === "") {
      const toldIds = await mentionedIn(tx, mine);
      await tx.note.deleteMany({ where: mine });
      return toldIds;
    }
    const { contactId } = await tx.call.findUniqueOrThrow({
      where: { id: callId },
      select: { contactId: true },
    });
    const note = await tx.note.upsert({
      where: { callId_userId: mine },
      create: { ...mine, contactId, text },
      update: { contactId, text, deletedAt: null },
    });
    return keepMentions(tx, { ...note, typing }, user.id);
  });
}

/** What the person has written down about a call; null when nothing. */
export async function callNoteOf(userId: string, callId: string): Promise<string | null> {
  const note = await db().note.findUnique({
    where: { callId_userId: { callId, userId } },
    select: { text: true, deletedAt: true },
  });
  return note && note.deletedAt === null ? note.text : null;
}
