/** Who did what with a callback: for its entry in the client's timeline. */
import type { DirectTx } from "#lib/db/direct";
import { insertSql } from "#lib/db/json-sql";
import { timeOrderedId } from "#lib/db/time-ordered-id";

export const callbackChangeKinds = [
  "promised",
  "claimed",
  "released",
  "postponed",
  "handed-over",
  "closed",
  "reopened",
] as const;
export type CallbackChangeKind = (typeof callbackChangeKinds)[number];

export interface CallbackChange {
  callbackId: string;
  userId: string;
  kind: CallbackChangeKind;
  /** Until or for when, of a postponement or a promise. @default null: the postponement ended */
  until?: Date | null;
  /** To whom, of a hand-over. @default null: to nobody in particular */
  toId?: string | null;
}

const columns = {
  id: "text",
  callbackId: "text",
  userId: "text",
  at: "time",
  kind: "text",
  until: "time",
  toId: "text",
} as const;

/** Runs in the transaction that changes the callback, after it was saved. */
export async function recordCallbackChange(tx: DirectTx, change: CallbackChange): Promise<void> {
  const { callbackId, userId, kind, until = null, toId = null } = change;
  const at = new Date();
  await tx.run(insertSql(tx.dialect, { table: "CallbackChange", columns }), [
    [timeOrderedId(at.getTime()), callbackId, userId, at, kind, until, toId],
  ]);
}
