/** Writes what contacts have several of: numbers, e-mails and tags. */
import type { DirectTx } from "#lib/db/direct";
import { documentRows, insertSql, updateSql, type Columns } from "#lib/db/json-sql";
import { timeOrderedId } from "#lib/db/time-ordered-id";
import { foldForSearch } from "#lib/search/search-text";
import {
  emailKey,
  numberKey,
  type ContactState,
  type EmailEntry,
  type NumberEntry,
  type Stored,
  type StoredContact,
} from "./contact-state";
import type { NamedRow } from "./named-rows";

const number = {
  raw: "text",
  e164: "text",
  digits: "text",
  label: "text",
  position: "integer",
} as const;
const email = { address: "text", key: "text", label: "text", position: "integer" } as const;
const tagged = { contactId: "text", tagId: "text" } as const;

interface Change {
  id: string;
  before: StoredContact | null;
  after: ContactState;
}

/** E.164 numbers that contacts have got, and those they had. */
export interface NumberChanges {
  added: string[];
  gone: { contactId: string; e164: string }[];
}

export async function writeEntries(
  tx: DirectTx,
  changes: readonly Change[],
  { tags, at }: { tags: Map<string, NamedRow>; at: Date },
): Promise<NumberChanges> {
  const numbers = await writeList<NumberEntry>(tx, "ContactNumber", number, {
    key: numberKey,
    at,
    lists: changes.map(({ id, before, after }) => {
      return { contactId: id, before: before?.numbers ?? [], after: after.numbers };
    }),
  });
  await writeList<EmailEntry>(tx, "ContactEmail", email, {
    key: emailKey,
    at,
    lists: changes.map(({ id, before, after }) => {
      return { contactId: id, before: before?.emails ?? [], after: after.emails };
    }),
  });
  await writeTags(tx, changes, tags);
  return {
    added: numbers.added.flatMap(({ e164 }) => e164 ?? []),
    gone: numbers.gone.flatMap(({ contactId, e164 }) => (e164 ? [{ contactId, e164 }] : [])),
  };
}

interface List<T> {
  contactId: string;
  before: readonly Stored<T>[];
  after: readonly T[];
}

/** Entries that stay keep their rows, whatever has become of their spelling, label or place. */
async function writeList<T extends { label: string | null }>(
  tx: DirectTx,
  table: "ContactNumber" | "ContactEmail",
  columns: Columns,
  { lists, key, at }: { lists: readonly List<T>[]; key: (entry: T) => string; at: Date },
): Promise<{ added: T[]; gone: (T & { contactId: string })[] }> {
  const names = Object.keys(columns);
  const rowOf = (entry: T, position: number) =>
    names.map((name) => (name === "position" ? position : (entry[name as keyof T] ?? null)));
  const inserted: unknown[][] = [];
  const moved: unknown[][] = [];
  const removed: string[] = [];
  const added: T[] = [];
  const gone: (T & { contactId: string })[] = [];
  for (const { contactId, before, after } of lists) {
    const left = [...before];
    for (const [position, entry] of after.entries()) {
      const place = left.findIndex((one) => key(one) === key(entry));
      const row = rowOf(entry, position);
      if (place === -1) {
        inserted.push([timeOrderedId(at.getTime(), inserted.length), contactId, ...row]);
        added.push(entry);
        continue;
      }
      const [own] = left.splice(place, 1);
      const ownRow = rowOf(own!, own!.position);
      if (row.some((cell, index) => cell !== ownRow[index])) moved.push([own!.id, ...row]);
    }
    removed.push(...left.map(({ id }) => id));
    gone.push(...left.map((entry) => ({ ...entry, contactId })));
  }
  if (removed.length > 0) {
    await tx.run(
      `DELETE FROM "${table}" WHERE "id" IN (${documentRows(tx.dialect, { id: "text" })})`,
      removed.map((id) => [id]),
    );
  }
  if (moved.length > 0) {
    await tx.run(updateSql(tx.dialect, { table, columns: { id: "text", ...columns } }), moved);
  }
  if (inserted.length > 0) {
    const all = { id: "text", contactId: "text", ...columns } as const;
    await tx.run(insertSql(tx.dialect, { table, columns: all }), inserted);
  }
  return { added, gone };
}

async function writeTags(
  tx: DirectTx,
  changes: readonly Change[],
  tags: Map<string, NamedRow>,
): Promise<void> {
  const added: unknown[][] = [];
  const gone: unknown[][] = [];
  for (const { id, before, after } of changes) {
    const [had, has] = [
      new Set(before?.tags.map(foldForSearch)),
      new Set(after.tags.map(foldForSearch)),
    ];
    for (const key of has) if (!had.has(key)) added.push([id, tags.get(key)?.id]);
    for (const key of had) if (!has.has(key)) gone.push([id, key]);
  }
  if (added.length > 0) {
    await tx.run(insertSql(tx.dialect, { table: "ContactTag", columns: tagged }), added);
  }
  if (gone.length > 0) {
    await tx.run(
      `DELETE FROM "ContactTag" WHERE ("contactId", "tagId") IN (
         SELECT gone."id", t."id"
         FROM (${documentRows(tx.dialect, { id: "text", nameKey: "text" })}) AS gone
         JOIN "Tag" t ON t."nameKey" = gone."nameKey")`,
      gone,
    );
  }
}
