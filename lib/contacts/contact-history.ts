/** What was changed in contacts, by whom and from what to what: one row for each time somebody saved. */
import type { Tx } from "#lib/db/client";
import { timeOrderedId } from "#lib/db/time-ordered-id";
import { insertRows } from "#lib/db/write-rows";
import { contactFieldNames, type ContactField, type ContactFields } from "./contact-fields";

export type ChangeKind =
  "created" | "edited" | "deleted" | "restored" | "merged" | "unmerged" | "imported";

/** From what to what; `from` is null in a contact that has just been created. */
export type FieldChanges = {
  [F in ContactField]?: { from: ContactFields[F] | null; to: ContactFields[F] };
};

export interface ContactChangeInput {
  contactId: string;
  /** Who did it; null when the program itself did. */
  userId: string | null;
  kind: ChangeKind;
  /** Nothing, when the contact as a whole went or came back. */
  fields?: FieldChanges;
  importId?: string | null;
}

/** @param before null for a contact that has just been created: empty fields are left out then */
export function changesBetween(before: ContactFields | null, after: ContactFields): FieldChanges {
  const changed = contactFieldNames.flatMap((field) => {
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

/** @param at the contacts' new `updatedAt`: what is later than a reader's is what they have not seen */
export async function recordChanges(
  tx: Tx,
  changes: readonly ContactChangeInput[],
  at: Date,
): Promise<void> {
  await insertRows(tx, {
    table: "ContactChange",
    columns: ["id", "contactId", "userId", "at", "kind", "fields", "importId"],
    rows: changes.map(({ contactId, userId, kind, fields, importId }, index) => [
      timeOrderedId(at.getTime(), index),
      contactId,
      userId,
      at,
      kind,
      fields ? JSON.stringify(fields) : null,
      importId ?? null,
    ]),
  });
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
