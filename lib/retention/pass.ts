/** Going through what is old, the oldest first, piece by piece. */
import { readSetting, writeSetting } from "#lib/db/setting";
import type { RetentionKind } from "./kinds";

/**
 * One way through all that is older than a moment: each call deals with the next rows, so many at most.
 * @returns how many rows were dealt with, and how many of them lost something; `seen` 0: that was all
 */
export type Pass = (size: number) => Promise<{ seen: number; gone: number }>;

/** A row's place in the order of time. */
export interface Place {
  at: Date;
  id: string;
}

const begin: Place = { at: new Date(0), id: "" };
const keyOf = (kind: RetentionKind) => `retention.${kind}.done`;

/**
 * Until when an earlier pass has been through: rows stay where they are as figures, and nothing older comes anew.
 * Without it each hour would look at all of them again.
 */
export async function doneUntil(kind: RetentionKind): Promise<Place> {
  const text = await readSetting(keyOf(kind));
  return text === null ? begin : { at: new Date(text), id: "" };
}

export async function noteDone(kind: RetentionKind, before: Date): Promise<void> {
  const { at } = await doneUntil(kind);
  if (before > at) await writeSetting(keyOf(kind), before.toISOString());
}

/** The condition of a model's query: what comes after a place and before a moment, by a column of time. */
export function between<C extends string>(column: C, after: Place, before: Date) {
  return {
    AND: [
      { [column]: { gte: after.at, lt: before } },
      { OR: [{ [column]: { gt: after.at } }, { id: { gt: after.id } }] },
    ],
  };
}
