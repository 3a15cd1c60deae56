/** What belongs to a contact and goes with it, wherever it goes. */
import type { Tx } from "#lib/db/client";
import { direct, toDocument } from "#lib/db/direct";
import { documentRows } from "#lib/db/json-sql";

/** Whether rows have a version, by which writers notice that somebody else was in between. */
const versioned = {
  Call: true,
  Sms: true,
  Callback: true,
  Note: false,
  Lead: false,
  CampaignTarget: false,
} as const;
export type MovedTable = keyof typeof versioned;
const tables = Object.keys(versioned) as MovedTable[];

interface Journey {
  from: string;
  /** null: nobody's again. */
  to: string | null;
}

/** Moves all there is, however much, but for open callbacks, which join. @returns the ids, by table */
export async function moveAll(
  tx: Tx,
  { from, to }: Journey,
): Promise<Record<MovedTable, string[]>> {
  const moved = {} as Record<MovedTable, string[]>;
  for (const table of tables) {
    const rows = await tx.$queryRawUnsafe<{ id: string }[]>(
      `${setTo(table)} WHERE "contactId" = ${parameter(2)}
        ${table === "Callback" ? `AND "openKey" IS NULL` : ""} RETURNING "id"`,
      ...[to, from],
    );
    moved[table] = rows.map(({ id }) => id);
  }
  return moved;
}

/** Moves those named, but for the ones that have gone somewhere else since. */
export async function moveThese(
  tx: Tx,
  moved: Readonly<Partial<Record<MovedTable, readonly string[]>>>,
  { from, to }: Journey,
): Promise<void> {
  for (const table of tables) {
    const ids = moved[table] ?? [];
    if (ids.length === 0) continue;
    await tx.$executeRawUnsafe(
      `WITH wanted AS (${documentRows(direct().dialect, { id: "text" })}), target AS (
        SELECT c."id" FROM wanted CROSS JOIN "${table}" c
        WHERE c."id" = wanted."id" AND c."contactId" = ${parameter(2)})
      ${setTo(table, 3)} WHERE "id" IN (SELECT "id" FROM target)`,
      ...[toDocument(ids.map((id) => [id])), from, to],
    );
  }
}

function setTo(table: MovedTable, position = 1): string {
  const version = versioned[table] ? `, "version" = "version" + 1` : "";
  return `UPDATE "${table}" SET "contactId" = ${parameter(position)}${version}`;
}

/** SQLite counts its `?` itself, in the order in which they stand. */
function parameter(position: number): string {
  return direct().dialect === "sqlite" ? "?" : `$${position}`;
}
