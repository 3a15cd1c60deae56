/** Takes an import back: contacts it made go to the bin, companies it made go, what it changed is as it was. */
import { setImmediate as turn } from "node:timers/promises";
import { db, directTransaction } from "#lib/db/client";
import { joinCallbacks } from "#lib/callbacks/join-callbacks";
import { relinkNumbers, unlinkContacts } from "../link-rows";
import type { DirectTx } from "#lib/db/direct";
import { documentRows } from "#lib/db/json-sql";
import { firstIdAt } from "#lib/db/time-ordered-id";
import { readFieldChanges, recordChanges } from "../contact-history";
import { liveCallsOf } from "../live-calls";
import { loadContacts } from "../load-contacts";
import { writeContacts, type Draft, type Written } from "../write-contacts";
import { withoutChanges } from "./merge-row";
import { ImportEnded } from "./record-progress";
import type { Publish } from "./run-import";
import { removeCompanies, timesOfImport } from "./undo-companies";

interface Undo {
  importId: string;
  userId: string | null;
  /** Called after each batch's commit. */
  publish: Publish;
}

interface Done {
  /** The last row looked at; null when there are no more. */
  last: string | null;
  written: Written;
}

type Step = (tx: DirectTx, undo: Undo, after: string) => Promise<Done>;

const nothing: Written = { liveCallIds: [], callbackIds: [] };

/** Contacts of one transaction: it holds the calls' thread, or their locks, for as long. */
const page = 100;
/** The database's clock may be behind ours; in ms. */
const clocksApart = 60 * 60_000;

/**
 * Whatever somebody has touched since stays as it is. Can be interrupted at any time and run again.
 * @param stopped ends it between two batches
 */
export async function undoImport(undo: Undo, stopped: AbortSignal): Promise<"done" | "stopped"> {
  const { startedAt } = await db().contactImport.findUniqueOrThrow({
    where: { id: undo.importId },
    select: { startedAt: true },
  });
  const times = await timesOfImport(undo.importId);
  const removeMade: Step = async (tx, { importId }, after) => {
    const last = await removeCompanies(tx, { importId, times }, after);
    return { last, written: nothing };
  };
  for (const step of [binCreated, restoreUpdated, removeMade]) {
    // Ids are in the order of time: what the import wrote lies together, behind all that was there.
    let after: string | null = firstIdAt(startedAt.getTime() - clocksApart);
    while (after !== null) {
      await turn();
      if (stopped.aborted) return "stopped";
      const from: string = after;
      const { last, written }: Done = await directTransaction(async (tx) => {
        await lockUndo(tx, undo.importId);
        return step(tx, undo, from);
      });
      await undo.publish(written);
      after = last;
    }
  }
  return "done";
}

/** Two processes that undo the same go one after the other. @throws {ImportEnded} when it is undone already */
async function lockUndo(tx: DirectTx, importId: string): Promise<void> {
  const locked = await tx.run(
    `UPDATE "ContactImport" SET "state" = 'undoing' FROM (${documentRows(tx.dialect, { id: "text" })}) AS asked
     WHERE "ContactImport"."id" = asked."id" AND "ContactImport"."state" = 'undoing'`,
    [[importId]],
  );
  if (locked === 0) throw new ImportEnded();
}

const asked = { importId: "text", after: "text" } as const;

/** Not by its index, from which each page would have to be sorted anew. */
const ofImport = (table: string) => `coalesce(${table}."importId", '') = asked."importId"`;
/** The import's own last word about a contact. */
const lastWritten = `(SELECT max(h."at") FROM "ContactChange" h
  WHERE h."contactId" = c."id" AND h."importId" = asked."importId")`;
/** Somebody has edited it since, or written something down about it. */
const touched = `(c."updatedAt" > ${lastWritten}
  OR EXISTS (SELECT 1 FROM "ContactChange" o WHERE o."contactId" = c."id"
    AND o."at" >= ${lastWritten} AND coalesce(o."importId", '') <> asked."importId")
  OR EXISTS (SELECT 1 FROM "Note" n WHERE n."contactId" = c."id" AND n."deletedAt" IS NULL
    AND n."createdAt" >= ${lastWritten}))`;

async function binCreated(tx: DirectTx, undo: Undo, after: string): Promise<Done> {
  const rows = await tx.rows<{ id: string; touched: number }>(
    `SELECT c."id", CASE WHEN ${touched} THEN 1 ELSE 0 END AS "touched"
     FROM (${documentRows(tx.dialect, asked)}) AS asked CROSS JOIN "Contact" c
     WHERE ${ofImport("c")} AND c."id" > asked."after" AND c."deletedAt" IS NULL
     ORDER BY c."id" LIMIT ${page}`,
    [[undo.importId, after]],
  );
  const ids = rows.filter((row) => !row.touched).map(({ id }) => id);
  const written = ids.length > 0 ? await bin(tx, ids, undo) : nothing;
  return { last: rows.at(-1)?.id ?? null, written };
}

const deleted = { id: "text", at: "time" } as const;

async function bin(tx: DirectTx, ids: string[], { importId, userId }: Undo): Promise<Written> {
  const at = new Date();
  await tx.run(
    `UPDATE "Contact" SET "deletedAt" = gone."at", "updatedAt" = gone."at"
     FROM (${documentRows(tx.dialect, deleted)}) AS gone WHERE "Contact"."id" = gone."id"`,
    ids.map((id) => [id, at]),
  );
  await recordChanges(
    tx,
    ids.map((contactId) => ({ contactId, userId, at, kind: "deleted", importId })),
  );
  const liveCallIds = await liveCallsOf(tx, { contacts: ids });
  const numbers = await unlinkContacts(tx, ids);
  await relinkNumbers(tx, numbers);
  return { liveCallIds, callbackIds: await joinCallbacks(tx, { numbers }) };
}

async function restoreUpdated(tx: DirectTx, undo: Undo, after: string): Promise<Done> {
  const rows = await tx.rows<{ id: string; contactId: string; fields: string; stays: number }>(
    `SELECT i."id", i."contactId", i."fields", CASE WHEN c."deletedAt" IS NOT NULL
       OR ${touched} OR EXISTS (SELECT 1 FROM "ContactChange" e WHERE e."contactId" = c."id"
         AND e."importId" = asked."importId" AND e."kind" = 'edited') THEN 1 ELSE 0 END AS "stays"
     FROM (${documentRows(tx.dialect, asked)}) AS asked CROSS JOIN "ContactChange" i
     JOIN "Contact" c ON c."id" = i."contactId"
     WHERE ${ofImport("i")} AND i."id" > asked."after"
       AND i."kind" = 'imported' AND i."fields" IS NOT NULL
     ORDER BY i."id" LIMIT ${page}`,
    [[undo.importId, after]],
  );
  const ids = [...new Set(rows.filter(({ stays }) => !stays).map(({ contactId }) => contactId))];
  const written = ids.length > 0 ? await restore(tx, ids, undo) : nothing;
  return { last: rows.at(-1)?.id ?? null, written };
}

async function restore(tx: DirectTx, ids: string[], { importId, userId }: Undo): Promise<Written> {
  const contacts = await loadContacts(tx, ids);
  const changes = await tx.rows<{ contactId: string; fields: string }>(
    `SELECT h."contactId", h."fields"
     FROM (${documentRows(tx.dialect, { id: "text", importId: "text" })}) AS wanted
     JOIN "ContactChange" h ON h."contactId" = wanted."id" AND h."importId" = wanted."importId"
     WHERE h."kind" = 'imported' AND h."fields" IS NOT NULL ORDER BY h."id" DESC`,
    ids.map((id) => [id, importId]),
  );
  const drafts = new Map<string, Draft>();
  // The last change first: a row may have said more about somebody an earlier row had changed.
  for (const { contactId, fields } of changes) {
    const before = contacts.get(contactId);
    if (!before) continue;
    const draft = drafts.get(contactId) ?? { id: contactId, before, after: before };
    const after = withoutChanges(draft.after, readFieldChanges(fields));
    drafts.set(contactId, { ...draft, after });
  }
  const by = { kind: "edited", importId, userId, freeCalls: true } as const;
  return writeContacts(tx, [...drafts.values()], by);
}
