/** What was changed in contacts, by whom and from what to what: one row for each time somebody saved. */
import type { Tx } from "#lib/db/client";
import type { DirectTx } from "#lib/db/direct";
import { insertSql } from "#lib/db/json-sql";
import { timeOrderedId } from "#lib/db/time-ordered-id";
import { fieldNames, type ContactField, type ContactFields } from "./fields";

export const changeKinds = [
  "created",
  "edited",
  "deleted",
  "restored",
  "merged",
  "unmerged",
  "imported",
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** From what to what; `from` is null in a contact that has just been created. */
export type FieldChanges = {
  [F in ContactField]?: { from: ContactFields[F] | null; to: ContactFields[F] };
};

export interface ContactChange {
  contactId: string;
  /** Who did it; null when the program itself did. */
  userId: string | null;
  kind: ChangeKind;
  at: Date;
  /** Null when the contact as a whole came, went or came back. */
  fields?: FieldChanges | null;
  importId?: string | null;
}

/** @param before null for a contact that has just been created: empty fields are left out then */
export function changesBetween(before: ContactFields | null, after: ContactFields): FieldChanges {
  const changed = fieldNames.flatMap((field) => {
    const [from, to] = [before?.[field] ?? null, after[field]];
    const same = before ? isSame(from, to) : isEmpty(to);
    return same ? [] : [[field, { from, to }] as const];
  });
  return Object.fromEntries(changed) as FieldChanges;
}

/** Two values of one field; they hold plain data alone. */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isEmpty(value: unknown): boolean {
  return value === null || value === false || (Array.isArray(value) && value.length === 0);
}

const columns = {
  id: "text",
  contactId: "text",
  userId: "text",
  at: "time",
  kind: "text",
  fields: "text",
  importId: "text",
} as const;

/** Each `at` is the contact's new `updatedAt`: what is later than a reader's is what they have not seen. */
export async function recordChanges(
  tx: DirectTx,
  changes: readonly ContactChange[],
): Promise<void> {
  if (changes.length === 0) return;
  await tx.run(
    insertSql(tx.dialect, { table: "ContactChange", columns }),
    changes.map(({ contactId, userId, at, kind, fields, importId }, index) => [
      timeOrderedId(at.getTime(), index),
      contactId,
      userId,
      at,
      kind,
      fields ? JSON.stringify(fields) : null,
      importId ?? null,
    ]),
  );
}

export interface SeenChange {
  userId: string | null;
  at: Date;
  fields: FieldChanges;
}

/** What happened to a contact after `at`, the latest first. */
export async function changesSince(tx: Tx, contactId: string, at: Date): Promise<SeenChange[]> {
  const rows = await tx.contactChange.findMany({
    where: { contactId, at: { gt: at } },
    orderBy: [{ at: "desc" }, { id: "desc" }],
  });
  return rows.map((row) => ({
    userId: row.userId,
    at: row.at,
    fields: readFieldChanges(row.fields),
  }));
}

/** The stored JSON of a change; empty when it holds none. */
export function readFieldChanges(json: string | null): FieldChanges {
  return json ? (JSON.parse(json) as FieldChanges) : {};
}
