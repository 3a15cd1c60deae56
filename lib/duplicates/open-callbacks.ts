/** Open callbacks of two contacts that become one, and of one that becomes two again. */
import { joinCallbacks } from "#lib/callbacks/join-callbacks";
import type { Tx } from "#lib/db/client";
import type { MergeRecord } from "./merge-record";

/** After everything else has moved. @returns those that have changed */
export async function joinOpenCallbacks(
  tx: Tx,
  { keptId, goneId, e164s }: { keptId: string; goneId: string; e164s: readonly string[] },
): Promise<MergeRecord["callbacks"]> {
  const open = await tx.callback.findMany({
    where: {
      openKey: {
        in: [`contact:${keptId}`, `contact:${goneId}`, ...e164s.map((e164) => `number:${e164}`)],
      },
    },
  });
  await joinCallbacks(tx, { contacts: [goneId], into: keptId });
  // Of a number that the two shared, and so nobody's.
  await joinCallbacks(tx, { numbers: e164s });
  const now = await tx.callback.findMany({
    where: { id: { in: open.map(({ id }) => id) } },
    select: { id: true, version: true },
  });
  const versions = new Map(now.map(({ id, version }) => [id, version]));
  return open.flatMap((before) => {
    const version = versions.get(before.id) ?? before.version;
    return version === before.version ? [] : [{ before, version }];
  });
}

/**
 * As they were, unless somebody has gone on with one of them since: then they stay one.
 * @returns the ids of those that have changed
 */
export async function partOpenCallbacks(
  tx: Tx,
  callbacks: MergeRecord["callbacks"],
): Promise<string[]> {
  for (const { before, version } of callbacks) {
    const untouched = await tx.callback.count({ where: { id: before.id, version } });
    if (untouched === 0) return [];
  }
  // A key is free only after the other callback has given it back.
  for (const { before } of callbacks) {
    await tx.callback.update({ where: { id: before.id }, data: { openKey: null } });
  }
  for (const { before, version } of callbacks) {
    const data = { ...before, version: version + 1 };
    await tx.callback.update({ where: { id: before.id }, data });
  }
  return callbacks.map(({ before }) => before.id);
}
