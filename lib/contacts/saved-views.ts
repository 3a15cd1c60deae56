/** Lists of contacts as people keep them: their own, and those colleagues share. */
import { z } from "zod";
import { db } from "#lib/db/client";
import { viewOptions, type ViewOptions } from "./list-options";

export const viewInput = z.object({
  name: z.string().trim().min(1, "required").max(60, "tooLong"),
  shared: z.boolean(),
  options: viewOptions,
});
export type ViewInput = z.infer<typeof viewInput>;

export interface SavedViewItem extends ViewInput {
  id: string;
  /** Whether it is the asking person's, who alone may change it. */
  own: boolean;
  /** Whose it is. */
  by: string;
}

/** A person's own views, then those others share, each by age. */
export async function listViews(userId: string): Promise<SavedViewItem[]> {
  const rows = await db().savedView.findMany({
    where: { OR: [{ userId }, { shared: true }] },
    include: { user: { select: { name: true } } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  const views = rows.map((row) => ({
    id: row.id,
    name: row.name,
    shared: row.shared,
    options: readOptions(row.options),
    own: row.userId === userId,
    by: row.user.name,
  }));
  return [...views.filter(({ own }) => own), ...views.filter(({ own }) => !own)];
}

/** @param id of a view that was deleted, to bring it back under the address it had */
export async function createView(
  userId: string,
  { name, shared, options }: ViewInput,
  id?: string,
): Promise<string> {
  const data = { ...(id ? { id } : {}), userId, name, shared, options: writeOptions(options) };
  return (await db().savedView.create({ data, select: { id: true } })).id;
}

/** @returns whether the person has such a view */
export async function updateView(
  userId: string,
  id: string,
  changes: Partial<ViewInput>,
): Promise<boolean> {
  const { options, ...rest } = changes;
  const { count } = await db().savedView.updateMany({
    where: { id, userId },
    data: { ...rest, ...(options ? { options: writeOptions(options) } : {}) },
  });
  return count > 0;
}

/** @returns whether the person had such a view */
export async function deleteView(userId: string, id: string): Promise<boolean> {
  const { count } = await db().savedView.deleteMany({ where: { id, userId } });
  return count > 0;
}

/** Stored as an address holds them, so that one schema reads both. */
function writeOptions({ columns, ...options }: ViewOptions): string {
  return JSON.stringify({ ...options, columns: columns.join(",") });
}

function readOptions(json: string): ViewOptions {
  return viewOptions.parse(JSON.parse(json));
}
