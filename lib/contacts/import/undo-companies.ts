/**
 * Companies that an import has made go with it, unless somebody else is in them, or has written something about them.
 * What went to the bin without its company has the name in its history, and gets it back from there.
 */
import { db } from "#lib/db/client";
import type { DirectTx } from "#lib/db/direct";
import { documentRows, timeText, updateSql } from "#lib/db/json-sql";
import { foldForSearch } from "#lib/search/search-text";
import { readFieldChanges } from "../contact-history";
import { namedRows } from "../named-rows";

/** When the import wrote: a company it has made is as old as the contacts that were written with it. */
export async function timesOfImport(importId: string): Promise<ReadonlySet<number>> {
  const times = await db().contactChange.groupBy({
    by: ["at"],
    where: { importId, kind: "imported" },
  });
  return new Set(times.map(({ at }) => at.getTime()));
}

const page = 100;
const asked = { importId: "text", after: "text" } as const;

/** @returns the last company looked at; null when there are no more */
export async function removeCompanies(
  tx: DirectTx,
  { importId, times }: { importId: string; times: ReadonlySet<number> },
  after: string,
): Promise<string | null> {
  const rows = await tx.rows<{ id: string; name: string; createdAt: string }>(
    `SELECT o."id", o."name", ${timeText(tx.dialect, `o."createdAt"`)} AS "createdAt"
     FROM (${documentRows(tx.dialect, asked)}) AS asked CROSS JOIN "Company" o
     WHERE o."id" > asked."after" AND o."updatedAt" IS NULL AND o."note" IS NULL
       AND o."website" IS NULL AND NOT EXISTS (SELECT 1 FROM "Contact" c
         WHERE c."companyId" = o."id"
           AND (c."deletedAt" IS NULL OR coalesce(c."importId", '') <> asked."importId"))
     ORDER BY o."id" LIMIT ${page}`,
    [[importId, after]],
  );
  const made = rows.filter(({ createdAt }) => times.has(new Date(createdAt).getTime()));
  if (made.length > 0) await remove(tx, made, importId);
  return rows.at(-1)?.id ?? null;
}

async function remove(
  tx: DirectTx,
  companies: readonly { id: string; name: string }[],
  importId: string,
): Promise<void> {
  const gone = `(${documentRows(tx.dialect, { id: "text", importId: "text", fields: "text" })}) AS gone`;
  const about = companies.map(({ id, name }) => {
    return [id, importId, JSON.stringify({ company: { from: name, to: null } })];
  });
  await tx.run(
    `UPDATE "ContactChange" SET "fields" = gone."fields" FROM ${gone}
     JOIN "Contact" c ON c."companyId" = gone."id"
     WHERE "ContactChange"."contactId" = c."id" AND "ContactChange"."kind" = 'deleted'
       AND "ContactChange"."importId" = gone."importId"`,
    about,
  );
  await tx.run(`DELETE FROM "Company" WHERE "id" IN (SELECT gone."id" FROM ${gone})`, about);
}

/** Of contacts that come back from the bin: those whose company went without them are in it again. */
export async function giveCompaniesBack(
  tx: DirectTx,
  contactIds: readonly string[],
  at: Date,
): Promise<void> {
  if (contactIds.length === 0) return;
  const rows = await tx.rows<{ contactId: string; fields: string | null }>(
    `SELECT h."contactId", h."fields"
     FROM (${documentRows(tx.dialect, { id: "text" })}) AS back
     JOIN "Contact" c ON c."id" = back."id" AND c."companyId" IS NULL
     JOIN "ContactChange" h ON h."contactId" = c."id" AND h."kind" = 'deleted' ORDER BY h."id"`,
    contactIds.map((id) => [id]),
  );
  // The last time it went counts.
  const last = new Map(rows.map(({ contactId, fields }) => [contactId, fields]));
  const lost = [...last].flatMap(([id, fields]) => {
    const name = fields && readFieldChanges(fields).company?.from;
    return name ? [{ id, name }] : [];
  });
  if (lost.length === 0) return;
  const companies = await namedRows(
    tx,
    "Company",
    lost.map(({ name }) => name),
    at,
  );
  await tx.run(
    updateSql(tx.dialect, { table: "Contact", columns: { id: "text", companyId: "text" } }),
    lost.map(({ id, name }) => [id, companies.get(foldForSearch(name))?.id ?? null]),
  );
}
