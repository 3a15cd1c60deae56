import { db } from "#lib/db/client";
import type { Prisma } from "#lib/db/generated/sqlite/client";
import type { ImportState } from "./import-options";
import { leavingOut } from "./row-reading";

export interface ImportView {
  id: string;
  fileName: string;
  state: ImportState;
  /** Rows of the file, without its heading. */
  total: number;
  position: number;
  created: number;
  updated: number;
  skipped: number;
  failed: number;
  /** Fields of rows that went in without them. */
  leftOut: number;
  by: string | null;
  startedAt: string;
  /** Of an import that was undone: what was touched since, and so stayed. */
  kept: number | null;
  /** Some rows did not get in as they are: there is a file of them. */
  hasProblems: boolean;
}

const shown = 20;
const include = { user: { select: { name: true } } } as const;

/** The last imports, newest first. */
export async function listImports(): Promise<ImportView[]> {
  const rows = await db().contactImport.findMany({
    orderBy: { startedAt: "desc" },
    take: shown,
    include,
  });
  return Promise.all(rows.map(toView));
}

export async function getImport(id: string): Promise<ImportView | null> {
  const row = await db().contactImport.findUnique({ where: { id }, include });
  return row && toView(row);
}

type Row = Prisma.ContactImportGetPayload<{ include: typeof include }>;

async function toView(row: Row): Promise<ImportView> {
  const { id, fileName, total, position, created, updated, skipped, failed } = row;
  const state = row.state as ImportState;
  return {
    id,
    fileName,
    state,
    total,
    position,
    created,
    updated,
    skipped,
    failed,
    by: row.user?.name ?? null,
    startedAt: row.startedAt.toISOString(),
    leftOut: await leftOutOf(id),
    hasProblems: (await db().importFailure.findFirst({ where: { importId: id } })) !== null,
    kept: state === "undone" ? await keptOf(id, created, updated) : null,
  };
}

const leftOutOf = (importId: string) =>
  db().importFailure.count({ where: { importId, reason: { in: [...leavingOut] } } });

/** Undoing leaves its own mark on each contact it takes back. */
async function keptOf(importId: string, created: number, updated: number): Promise<number> {
  const [changed, back] = await Promise.all([
    updated === 0
      ? []
      : db().contactChange.findMany({
          where: { importId, kind: "imported", fields: { not: null } },
          distinct: ["contactId"],
          select: { contactId: true },
        }),
    db().contactChange.count({ where: { importId, kind: { in: ["deleted", "edited"] } } }),
  ]);
  return Math.max(0, created + changed.length - back);
}
