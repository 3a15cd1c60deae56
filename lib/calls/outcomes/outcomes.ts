/** The outcomes to choose from, and their list as an administrator edits it. Calls keep the outcome they were given. */
import { sqltag as sql } from "@prisma/client/runtime/client";
import type { Changes } from "#lib/audit/changes";
import { recordAudit } from "#lib/audit/record-audit";
import { ActionError } from "#lib/auth/action-error";
import { transaction, type Tx } from "#lib/db/client";
import { direct } from "#lib/db/direct";
import type { OfferedOutcome } from "../call-view";
import { refuseKnown } from "./refuse-known";

/** An outcome as the list that an administrator edits shows it. */
export interface ListedOutcome extends OfferedOutcome {
  archived: boolean;
}

/** Outcomes on keys: 1 to 9. */
const mostOutcomes = 9;

/** Those to choose from, in order: the first is on key 1. */
export async function activeOutcomes(): Promise<OfferedOutcome[]> {
  const listed = await listOutcomes();
  return listed.flatMap(({ archived, ...outcome }) => (archived ? [] : outcome));
}

/** All of them, in order; the archived ones, the last archived first, at the end. */
export async function listOutcomes(): Promise<ListedOutcome[]> {
  const rows = await direct().read<Stored<ListedOutcome>>(sql`
    SELECT "id", "key", "name", "askWhen", "archivedAt" IS NOT NULL AS "archived" FROM "Outcome"
    ORDER BY "archivedAt" DESC, "position", "id"`);
  // SQLite knows numbers only.
  const listed = rows.map(({ askWhen, archived, ...one }) => {
    return { ...one, askWhen: Boolean(askWhen), archived: Boolean(archived) };
  });
  return [
    ...listed.filter(({ archived }) => !archived).slice(0, mostOutcomes),
    ...listed.filter(({ archived }) => archived),
  ];
}

type Stored<T> = { [K in keyof T]: T[K] extends boolean ? unknown : T[K] };

/**
 * A new outcome, at the end of the list.
 * @throws {ActionError} `too-many` when all nine keys are taken, `invalid` when one is called so already
 */
export function addOutcome(name: string): Promise<{ id: string }> {
  return transaction(async (tx) => {
    await refuseKnown(tx, name);
    const position = await nextPosition(tx);
    const added = await tx.outcome.create({ data: { name, position }, select: { id: true } });
    await recordAudit(tx, {
      event: "outcome.created",
      subject: { kind: "outcome", ...added, name },
    });
    return added;
  });
}

/**
 * From now on it is called so in every language.
 * @throws {ActionError} `invalid` when another is called so already
 */
export async function renameOutcome(id: string, name: string): Promise<void> {
  await transaction(async (tx) => {
    const before = await tx.outcome.findUnique({ where: { id } });
    if (!before) throw new ActionError("not-found");
    await refuseKnown(tx, name, id);
    await tx.outcome.update({ where: { id }, data: { name, key: null } });
    await recordChange(tx, id, { name: [before.name, name] });
  });
}

/** Whether whoever chooses it is asked when to call the client back. */
export async function setAskWhen(id: string, askWhen: boolean): Promise<void> {
  await transaction(async (tx) => {
    const before = await tx.outcome.findUnique({ where: { id }, select: { askWhen: true } });
    if (!before) throw new ActionError("not-found");
    if (before.askWhen === askWhen) return;
    await tx.outcome.update({ where: { id }, data: { askWhen } });
    await recordChange(tx, id, { askWhen: [before.askWhen, askWhen] });
  });
}

/** One place up or down, which changes its key; at the end of the list it stays. */
export async function moveOutcome(id: string, by: -1 | 1): Promise<void> {
  await transaction(async (tx) => {
    const ids = await activeIds(tx);
    const at = ids.indexOf(id);
    if (at === -1) throw new ActionError("not-found");
    const to = Math.min(Math.max(at + by, 0), ids.length - 1);
    await number(tx, ids.toSpliced(at, 1).toSpliced(to, 0, id));
    if (at !== to) await recordChange(tx, id, { position: [at + 1, to + 1] });
  });
}

/** Nobody can choose it any more; those below move up a key. */
export async function archiveOutcome(id: string): Promise<void> {
  await transaction(async (tx) => {
    const { count } = await tx.outcome.updateMany({
      where: { id, archivedAt: null },
      data: { archivedAt: new Date() },
    });
    if (count === 0) throw new ActionError("not-found");
    await number(tx, await activeIds(tx));
    await recordChange(tx, id, { archived: [false, true] });
  });
}

/**
 * Can be chosen again, where it stood before.
 * @throws {ActionError} `too-many` when all nine keys are taken
 */
export async function restoreOutcome(id: string): Promise<void> {
  await transaction(async (tx) => {
    const last = await nextPosition(tx);
    const { position } = (await tx.outcome.findFirst({
      where: { id, archivedAt: { not: null } },
    })) ?? { position: null };
    if (position === null) throw new ActionError("not-found");
    const ids = await activeIds(tx);
    await tx.outcome.update({ where: { id }, data: { archivedAt: null } });
    await number(tx, ids.toSpliced(Math.min(position, last) - 1, 0, id));
    await recordChange(tx, id, { archived: [true, false] });
  });
}

async function recordChange(tx: Tx, id: string, changes: Changes): Promise<void> {
  const { name } = await tx.outcome.findUniqueOrThrow({ where: { id }, select: { name: true } });
  await recordAudit(tx, {
    event: "outcome.changed",
    subject: { kind: "outcome", id, name },
    changes,
  });
}

async function nextPosition(tx: Tx): Promise<number> {
  const ids = await activeIds(tx);
  if (ids.length >= mostOutcomes) throw new ActionError("too-many");
  return ids.length + 1;
}

async function activeIds(tx: Tx): Promise<string[]> {
  const rows = await tx.outcome.findMany({
    where: { archivedAt: null },
    select: { id: true },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
  return rows.map(({ id }) => id);
}

/** Nine rows at most: one statement each. */
async function number(tx: Tx, ids: readonly string[]): Promise<void> {
  for (const [index, id] of ids.entries()) {
    await tx.outcome.update({ where: { id }, data: { position: index + 1 } });
  }
}
