/** Lists as people keep them: their own, and those colleagues share. */
import { sqltag as sql } from "@prisma/client/runtime/client";
import { z } from "zod";
import { db } from "#lib/db/client";
import { direct } from "#lib/db/direct";
import type { ViewOptions } from "./list-options";
import { viewOptions } from "./list-schema";

/** A list that people keep views of. */
export interface ViewedList<O> {
  /** In the column `list`. */
  name: "contacts" | "journal";
  /** Reads options as addresses hold them, and so as they are stored. */
  options: z.ZodType<O>;
  /** Options as addresses hold them. */
  write(options: O): object;
}

export const contactViews: ViewedList<ViewOptions> = {
  name: "contacts",
  options: viewOptions,
  write: ({ columns, ...options }) => ({ ...options, columns: columns.join(",") }),
};

export function viewInput<O>({ options }: ViewedList<O>) {
  return z.object({
    name: z.string().trim().min(1, "required").max(60, "tooLong"),
    shared: z.boolean(),
    options,
  });
}

export interface ViewInput<O> {
  name: string;
  shared: boolean;
  options: O;
}

export interface SavedViewItem<O> extends ViewInput<O> {
  id: string;
  /** Whether it is the asking person's, who alone may change it. */
  own: boolean;
  /** Whose it is. */
  by: string;
}

interface StoredView {
  id: string;
  name: string;
  shared: unknown;
  options: string;
  userId: string;
  /** Their name. */
  by: string;
}

/** A person's own views of a list, then those others share, each by age. */
export async function listViews<O>(
  list: ViewedList<O>,
  userId: string,
): Promise<SavedViewItem<O>[]> {
  const rows = await direct().read<StoredView>(sql`
    SELECT v."id", v."name", v."shared", v."options", v."userId", u."name" AS "by"
    FROM "SavedView" v JOIN "User" u ON u."id" = v."userId"
    WHERE v."list" = ${list.name} AND (v."userId" = ${userId} OR v."shared" = true)
    ORDER BY v."createdAt", v."id"`);
  const views = rows.map(({ userId: whose, shared, options, ...row }) => ({
    ...row,
    // SQLite knows numbers only.
    shared: Boolean(shared),
    options: list.options.parse(JSON.parse(options)),
    own: whose === userId,
  }));
  return [...views.filter(({ own }) => own), ...views.filter(({ own }) => !own)];
}

/** @param id of a view that was deleted, to bring it back under the address it had */
export async function createView<O>(
  list: ViewedList<O>,
  userId: string,
  { name, shared, options }: ViewInput<O>,
  id?: string,
): Promise<string> {
  const kept = { name, shared, list: list.name, options: JSON.stringify(list.write(options)) };
  const data = { ...(id ? { id } : {}), userId, ...kept };
  return (await db().savedView.create({ data, select: { id: true } })).id;
}

/** @returns whether the person has such a view of the list */
export async function updateView<O>(
  list: ViewedList<O>,
  userId: string,
  id: string,
  { options, ...rest }: Partial<ViewInput<O>>,
): Promise<boolean> {
  const { count } = await db().savedView.updateMany({
    where: { id, userId, list: list.name },
    data: { ...rest, ...(options ? { options: JSON.stringify(list.write(options)) } : {}) },
  });
  return count > 0;
}

/** @returns whether the person had such a view, of whatever list */
export async function deleteView(userId: string, id: string): Promise<boolean> {
  const { count } = await db().savedView.deleteMany({ where: { id, userId } });
  return count > 0;
}
