/** Writes changed calls and their legs, few statements however many there are. */
import { WriteConflict } from "#lib/db/client";
import type { DirectTx } from "#lib/db/direct";
import { documentRows, insertSql, updateSql, upsertSql, type Columns } from "#lib/db/json-sql";
import { timeOrderedId } from "#lib/db/time-ordered-id";
import type { CandidateView } from "#lib/realtime/events";
import type { CallRecord } from "./call-record";
import { writeClientCard } from "./client-card";
import { writeRouting } from "./routing";
import { findOwners } from "./find-owners";
import { handledBy, waitOf } from "./handled-by";
import { identifyClients } from "./identify-clients";
import { sameLeg } from "./looks-the-same";
import type { StoredCall } from "./stored-call";

export interface ChangedCall extends StoredCall {
  /** As the database has it; null for a new one. */
  before: CallRecord | null;
  /** Contacts with the client's number, when none is the call's own. */
  candidates?: CandidateView[];
}

/** Afterwards the calls are as the database has them: version, client, whose legs they are. */
export async function saveCalls(tx: DirectTx, changed: readonly ChangedCall[]): Promise<void> {
  if (changed.length === 0) return;
  await identifyClients(tx, changed);
  await findOwners(tx, changed);
  for (const one of changed) one.version += 1;
  const begun = changed.filter(({ before }) => before === null);
  if (begun.length > 0) await tx.run(insertSql(tx.dialect, calls), begun.map(rowOf(calls)));
  await stillThere(tx, begun);
  const known = changed.filter(({ before }) => before !== null);
  await overwrite(tx, calls, known.filter(isRewritten));
  await overwrite(
    tx,
    moves,
    known.filter((one) => !isRewritten(one)),
  );
  await saveLegs(tx, changed);
}

/**
 * On PostgreSQL a merge may have ended between the look-up and the insert, whose foreign key has waited
 * for it: then the look-up is done again. From here on a merge waits for this transaction.
 */
async function stillThere(tx: DirectTx, begun: readonly ChangedCall[]): Promise<void> {
  const ids = begun.flatMap(({ contact }) => (contact ? [[contact.id]] : []));
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
  written: typeof calls | typeof moves,
  changed: readonly ChangedCall[],
): Promise<void> {
  if (changed.length === 0) return;
  const sql = updateSql(tx.dialect, { ...written, guard: true });
  const count = await tx.run(sql, changed.map(rowOf(written)));
  if (count !== changed.length) throw new WriteConflict();
}

/** What changes as a call goes on. The state is indexed, and what statistics read. */
const moving = {
  ...{ id: "text", version: "integer", state: "text", disposition: "text", trunk: "text" },
  ...{ answeredAt: "time", endedAt: "time", talkSeconds: "integer", recordingUrl: "text" },
  ...{ failure: "text", clientCard: "text", told: "text" },
  ...{ routing: "text", handledById: "text", waitSeconds: "integer" },
} satisfies Columns;
const moves = { table: "Call", columns: moving as Columns };
/** With what hardly ever changes: each of these indexes is a page to be written, even for the same value. */
const calls = {
  table: "Call",
  columns: {
    ...moving,
    ...{ connectionId: "text", externalId: "text", direction: "text", clientRaw: "text" },
    ...{ clientE164: "text", contactId: "text", requestedById: "text", startedAt: "time" },
    ...{ replayed: "boolean" },
  } satisfies Columns as Columns,
};

function isRewritten({ call, before, adopted }: ChangedCall): boolean {
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
  return (changed: ChangedCall): unknown[] => {
    const { call, source, contact, ...stored } = changed;
    const values: Record<string, unknown> = {
      ...call,
      ...stored,
      connectionId: source.connectionId,
      contactId: contact?.id ?? null,
      clientCard: writeClientCard(call.clientCard),
      routing: writeRouting(call.routing),
      handledById: handledBy(changed),
      waitSeconds: waitOf(changed),
      told: JSON.stringify(call.told),
    };
    return names.map((column) => values[column] ?? null);
  };
}

const legsOptions = {
  table: "CallLeg",
  columns: {
    ...{ id: "text", callId: "text", extension: "text", userId: "text", state: "text" },
    ...{ startedAt: "time", answeredAt: "time", endedAt: "time", dismissed: "text" },
  } satisfies Columns,
  key: ["callId", "extension"],
  update: ["state", "startedAt", "answeredAt", "endedAt", "dismissed"],
};

async function saveLegs(tx: DirectTx, changed: readonly ChangedCall[]): Promise<void> {
  const now = Date.now();
  const rows: unknown[][] = [];
  for (const { id: callId, call, before, legs } of changed) {
    for (const leg of call.legs) {
      const known = before?.legs.find((one) => one.extension === leg.extension);
      if (known && sameLeg(known, leg)) continue;
      const person = legs.get(leg.extension)!;
      // A card that was put away comes back when its person is rung again.
      if (leg.state === "ringing") person.dismissed = null;
      const id = timeOrderedId(now, rows.length);
      const { extension, state, startedAt, answeredAt, endedAt } = leg;
      const { userId, dismissed } = person;
      const times = [startedAt, answeredAt, endedAt];
      rows.push([id, callId, extension, userId, state, ...times, dismissed]);
    }
  }
  if (rows.length > 0) await tx.run(upsertSql(tx.dialect, legsOptions), rows);
}
