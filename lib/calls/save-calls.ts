/** Writes changed calls and their legs: a few statements for a whole batch. */
import { currentMs } from "#lib/base/clock";
import { secondsBetween } from "#lib/base/duration";
import { WriteConflict } from "#lib/db/client";
import type { DirectTx } from "#lib/db/direct";
import { documentRows, insertSql, updateSql, upsertSql, type Columns } from "#lib/db/json-sql";
import { timeOrderedId } from "#lib/db/time-ordered-id";
import { isSameLeg } from "./call-record";
import { identifyClients, identifyExtensions } from "./identify-people";
import type { StoredCall } from "./stored-call";

/** Identifies the people of changed calls and writes them; brings the working copies up to date. */
export async function saveCalls(tx: DirectTx, changed: readonly StoredCall[]): Promise<void> {
  if (changed.length === 0) return;
  await identifyClients(tx, changed);
  await identifyExtensions(tx, changed);
  for (const stored of changed) stored.version += 1;
  const updated = changed.filter(({ before }) => before !== null);
  await overwrite(tx, wholeCalls, updated.filter(needsWholeRow));
  await overwrite(
    tx,
    movedCalls,
    updated.filter((stored) => !needsWholeRow(stored)),
  );
  // After them: an id that the provider uses again is free by now.
  const added = changed.filter(({ before }) => before === null);
  if (added.length > 0)
    await tx.run(insertSql(tx.dialect, wholeCalls), added.map(rowOf(wholeCalls)));
  await refuseMergedContacts(tx, added);
  await saveLegs(tx, changed);
  await saveAliases(tx, changed);
}

/**
 * Makes the transaction repeat when a contact was merged between its look-up and the insert (PostgreSQL:
 * the insert's foreign key waits for the merge). From here on a merge waits for this transaction.
 */
async function refuseMergedContacts(tx: DirectTx, added: readonly StoredCall[]): Promise<void> {
  const ids = added.flatMap(({ contact }) => (contact ? [[contact.id]] : []));
  if (tx.dialect === "sqlite" || ids.length === 0) return;
  const merged = await tx.rows(
    `SELECT 1 FROM (${documentRows(tx.dialect, { id: "text" })}) w JOIN "Contact" p ON p."id" = w."id"
     WHERE p."mergedIntoId" IS NOT NULL`,
    ids,
  );
  if (merged.length > 0) throw new WriteConflict();
}

async function overwrite(
  tx: DirectTx,
  written: typeof wholeCalls | typeof movedCalls,
  changed: readonly StoredCall[],
): Promise<void> {
  if (changed.length === 0) return;
  const sql = updateSql(tx.dialect, { ...written, guard: true });
  const count = await tx.run(sql, changed.map(rowOf(written)));
  if (count !== changed.length) throw new WriteConflict();
}

/** Columns that change as a call goes on. The state is indexed for the calls under way. */
const movedColumns = {
  id: "text",
  version: "integer",
  state: "text",
  disposition: "text",
  trunk: "text",
  answeredAt: "time",
  endedAt: "time",
  talkSeconds: "integer",
  recordingUrl: "text",
  failure: "text",
  clientCard: "text",
  told: "text",
  routing: "text",
  handledById: "text",
  waitSeconds: "integer",
} satisfies Columns;
const movedCalls = { table: "Call", columns: movedColumns as Columns };

/**
 * All columns. The further ones hardly ever change, and each of their indexes is a page to be written
 * even for the same value.
 */
const wholeCalls = {
  table: "Call",
  columns: {
    ...movedColumns,
    connectionId: "text",
    externalId: "text",
    direction: "text",
    clientRaw: "text",
    clientE164: "text",
    contactId: "text",
    requestedById: "text",
    clientOwnerId: "text",
    startedAt: "time",
    replayed: "boolean",
  } satisfies Columns as Columns,
};

function needsWholeRow({ call, before, adopted }: StoredCall): boolean {
  if (!before || adopted) return true;
  return (
    before.clientRaw !== call.clientRaw ||
    before.direction !== call.direction ||
    before.replayed !== call.replayed ||
    before.startedAt.getTime() !== call.startedAt.getTime()
  );
}

function rowOf({ columns }: { columns: Columns }) {
  const names = Object.keys(columns);
  return (changed: StoredCall): unknown[] => {
    const { call, source, contact, ...stored } = changed;
    const values: Record<string, unknown> = {
      ...call,
      ...stored,
      connectionId: source.connectionId,
      contactId: contact?.id ?? null,
      clientCard: call.clientCard && JSON.stringify(call.clientCard),
      routing: call.routing && JSON.stringify(call.routing),
      handledById: handledBy(changed),
      waitSeconds: waitOf(changed),
      told: JSON.stringify(call.events),
    };
    return names.map((column) => values[column] ?? null);
  };
}

const legTable = {
  table: "CallLeg",
  columns: {
    id: "text",
    callId: "text",
    extension: "text",
    userId: "text",
    state: "text",
    startedAt: "time",
    answeredAt: "time",
    endedAt: "time",
    dismissed: "text",
  } satisfies Columns,
  key: ["callId", "extension"],
  update: ["state", "startedAt", "answeredAt", "endedAt", "dismissed"],
};

async function saveLegs(tx: DirectTx, changed: readonly StoredCall[]): Promise<void> {
  const now = currentMs();
  const rows: unknown[][] = [];
  for (const { id: callId, call, before, legs } of changed) {
    for (const leg of call.legs) {
      const written = before?.legs.find(({ extension }) => extension === leg.extension);
      if (written && isSameLeg(written, leg)) continue;
      const person = legs.get(leg.extension)!;
      // A dismissed card comes back when its extension rings again.
      if (leg.state === "ringing") person.dismissed = null;
      const id = timeOrderedId(now, rows.length);
      const { extension, state, startedAt, answeredAt, endedAt } = leg;
      const { userId, dismissed } = person;
      const times = [startedAt, answeredAt, endedAt];
      rows.push([id, callId, extension, userId, state, ...times, dismissed]);
    }
  }
  if (rows.length > 0) await tx.run(upsertSql(tx.dialect, legTable), rows);
}

const aliasTable = {
  table: "CallAlias",
  columns: { connectionId: "text", externalId: "text", callId: "text" } satisfies Columns,
};

async function saveAliases(tx: DirectTx, changed: readonly StoredCall[]): Promise<void> {
  const rows = changed.flatMap(({ id, source, newAliases = [] }) =>
    newAliases.map((externalId) => [source.connectionId, externalId, id]),
  );
  if (rows.length > 0) await tx.run(insertSql(tx.dialect, aliasTable), rows);
}

/**
 * The person in whose figures the call counts (docs/statistics.md): who answered first; else who requested
 * it; else the only person whose extensions rang. Null when several people's rang, or nobody's.
 */
function handledBy({ call, legs, requestedById }: StoredCall): string | null {
  const personOf = (extension: string) => legs.get(extension)?.userId ?? null;
  const [first] = call.legs
    .filter((leg) => leg.answeredAt && personOf(leg.extension))
    .sort(
      (a, b) =>
        a.answeredAt!.getTime() - b.answeredAt!.getTime() || (a.extension < b.extension ? -1 : 1),
    );
  if (first) return personOf(first.extension);
  if (requestedById) return requestedById;
  const people = new Set(call.legs.flatMap(({ extension }) => personOf(extension) ?? []));
  return people.size === 1 ? [...people][0]! : null;
}

/** Seconds from the start to the answer, whole; null when nobody answered. */
function waitOf({ call: { startedAt, answeredAt } }: StoredCall): number | null {
  if (!answeredAt) return null;
  return secondsBetween(startedAt, answeredAt);
}
