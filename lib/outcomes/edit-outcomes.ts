/** The list of outcomes, as an administrator edits it. Calls keep the outcome they were given. */
import { ActionError } from "#lib/auth/action";
import { transaction, type Tx } from "#lib/db/client";
import { mostOutcomes } from "./queries";

/**
 * A new outcome, at the end of the list.
 * @throws {ActionError} `too-many` when all nine keys are taken
 */
export function addOutcome(name: string): Promise<{ id: string }> {
  return transaction(async (tx) => {
    const position = await nextPosition(tx);
    return tx.outcome.create({ data: { name, position }, select: { id: true } });
  });
}

/** From now on it is called so in every language. */
export async function renameOutcome(id: string, name: string): Promise<void> {
  await transaction(async (tx) => {
    const { count } = await tx.outcome.updateMany({ where: { id }, data: { name, key: null } });
    if (count === 0) throw new ActionError("not-found");
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
