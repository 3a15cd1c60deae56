/** Many contacts written in few statements: new ones, and what has changed of others. */
import { relinkNumbers } from "#lib/contacts/relink-calls";
import { foldForSearch, searchTextOf } from "#lib/contacts/search-text";
import type { DirectTx } from "#lib/db/direct";
import { documentRows, insertSql, updateSql, type Columns } from "#lib/db/json-sql";
import { timeOrderedId } from "#lib/db/time-ordered-id";
import { changesOf, type Draft } from "./contact-state";
import { namedIds } from "./named-ids";
import { keyOf } from "./prepare-row";
import { unlinkNumbers } from "./unlink";

const fields = {
  name: "text",
  companyId: "text",
  companyKey: "text",
  ownerId: "text",
  note: "text",
  source: "text",
  doNotCall: "boolean",
  searchText: "text",
  updatedAt: "time",
} as const;
const updated = { id: "text", ...fields } as const;
const created = { ...updated, createdAt: "time", importId: "text" } as const;
const number = {
  id: "text",
  contactId: "text",
  raw: "text",
  e164: "text",
  digits: "text",
  label: "text",
  position: "integer",
} as const;
const email = {
  id: "text",
  contactId: "text",
  address: "text",
  key: "text",
  position: "integer",
} as const;
const tagged = { contactId: "text", tagId: "text" } as const;
const change = {
  id: "text",
  contactId: "text",
  userId: "text",
  at: "time",
  kind: "text",
  fields: "text",
  importId: "text",
} as const;

export interface Authorship {
  userId: string | null;
  /** Null for what no person imports: then no history is written either. */
  importId: string | null;
}

/** @param drafts those without a change are left alone */
export async function writeStates(
  tx: DirectTx,
  drafts: readonly Draft[],
  { kind, at, ...by }: Authorship & { kind: "imported" | "edited"; at: Date },
): Promise<void> {
  const fresh = drafts.filter(({ before }) => before === null);
  const changed = drafts.filter(({ before, now }) => before && changesOf(before, now));
  const all = [...fresh, ...changed];
  const companies = await namedIds(
    tx,
    "Company",
    all.map(({ now }) => now.company),
    at,
  );
  const scalars = ({ now }: Draft) => {
    const companyKey = foldForSearch(now.company ?? "");
    const companyId = companies.get(companyKey) ?? null;
    const { name, ownerId, note, source, doNotCall } = now;
    return [name, companyId, companyKey, ownerId, note, source, doNotCall, searchTextFor(now), at];
  };
  await insert(
    tx,
    "Contact",
    created,
    fresh.map((one) => [one.id, ...scalars(one), at, by.importId]),
  );
  if (changed.length > 0) {
    const sql = updateSql(tx.dialect, { table: "Contact", columns: updated });
    await tx.run(
      sql,
      changed.map((one) => [one.id, ...scalars(one)]),
    );
  }
  await writeLists(tx, all, at);
  if (by.importId === null) return;
  await insert(
    tx,
    "ContactChange",
    change,
    all.map(({ id, before, now }, index) => {
      const told = before && JSON.stringify(changesOf(before, now));
      return [timeOrderedId(at.getTime(), index), id, by.userId, at, kind, told, by.importId];
    }),
  );
}

function searchTextFor({ name, company, emails, numbers }: Draft["now"]): string {
  return searchTextOf({ name, company, emails, numbers });
}

/** Numbers, addresses and tags: what is new of them, and what is gone. */
async function writeLists(tx: DirectTx, drafts: readonly Draft[], at: Date): Promise<void> {
  const parts = drafts.map(({ id, before, now }) => ({
    id,
    numbers: difference(before?.numbers ?? [], now.numbers, keyOf),
    emails: difference(before?.emails ?? [], now.emails, ({ key }) => key),
    tags: difference(before?.tags ?? [], now.tags, foldForSearch),
  }));
  let place = 0;
  const newId = () => timeOrderedId(at.getTime(), place++);
  const numbers = parts.flatMap(({ id, numbers }) =>
    numbers.added.map(({ one: { raw, e164, digits, label }, position }) => {
      return [newId(), id, raw, e164, digits, label, position];
    }),
  );
  const emails = parts.flatMap(({ id, emails }) =>
    emails.added.map(({ one, position }) => [newId(), id, one.address, one.key, position]),
  );
  const tags = await namedIds(
    tx,
    "Tag",
    parts.flatMap((part) => part.tags.added.map(({ one }) => one)),
    at,
  );
  await insert(tx, "ContactNumber", number, numbers);
  await insert(tx, "ContactEmail", email, emails);
  await insert(
    tx,
    "ContactTag",
    tagged,
    parts.flatMap((part) =>
      part.tags.added.map(({ one }) => [part.id, tags.get(foldForSearch(one))]),
    ),
  );
  const gone = parts.flatMap(({ id, numbers }) =>
    numbers.gone.map((one) => ({ contactId: id, ...one })),
  );
  await remove(
    tx,
    "ContactNumber",
    "raw",
    gone.map((one) => [one.contactId, one.raw]),
  );
  await remove(
    tx,
    "ContactEmail",
    "key",
    parts.flatMap(({ id, emails }) => emails.gone.map(({ key }) => [id, key])),
  );
  await removeTags(
    tx,
    parts.flatMap(({ id, tags }) => tags.gone.map((tag) => [id, foldForSearch(tag)])),
  );
  const freed = gone.flatMap(({ contactId, e164 }) => (e164 ? [{ contactId, e164 }] : []));
  await unlinkNumbers(tx, freed);
  const told = [...numbers.map(([, , , e164]) => e164), ...freed.map(({ e164 }) => e164)];
  await relinkNumbers(tx, told.filter((e164) => e164 !== null) as string[]);
}

function difference<T>(before: T[], now: T[], key: (one: T) => string) {
  const [had, has] = [new Set(before.map(key)), new Set(now.map(key))];
  return {
    added: now.flatMap((one, position) => (had.has(key(one)) ? [] : [{ one, position }])),
    gone: before.filter((one) => !has.has(key(one))),
  };
}

async function insert(
  tx: DirectTx,
  table: string,
  columns: Columns,
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  if (rows.length > 0) await tx.run(insertSql(tx.dialect, { table, columns }), rows);
}

async function remove(
  tx: DirectTx,
  table: "ContactNumber" | "ContactEmail",
  column: "raw" | "key",
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.run(
    `DELETE FROM "${table}" WHERE "id" IN (
       SELECT one."id" FROM (${documentRows(tx.dialect, { id: "text", told: "text" })}) AS gone
       JOIN "${table}" one ON one."contactId" = gone."id" AND one."${column}" = gone."told")`,
    rows,
  );
}

async function removeTags(tx: DirectTx, rows: readonly (readonly unknown[])[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.run(
    `DELETE FROM "ContactTag" WHERE ("contactId", "tagId") IN (
       SELECT gone."id", t."id"
       FROM (${documentRows(tx.dialect, { id: "text", nameKey: "text" })}) AS gone
       JOIN "Tag" t ON t."nameKey" = gone."nameKey")`,
    rows,
  );
}
