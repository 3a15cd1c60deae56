import { db, type Tx } from "#lib/db/client";
import { foldForSearch } from "#lib/search/search-text";

export interface TagView {
  id: string;
  name: string;
}

/** So many are offered to choose from. */
const mostTags = 500;

/** All tags there are, in alphabetical order. */
export function listTags(): Promise<TagView[]> {
  return db().tag.findMany({
    select: { id: true, name: true },
    orderBy: { nameKey: "asc" },
    take: mostTags,
  });
}

/** The tags of these names; those nobody has used yet are made. One tag, however it is typed. */
export async function tagIds(tx: Tx, names: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) {
    const nameKey = foldForSearch(name);
    const known = await tx.tag.findUnique({ where: { nameKey }, select: { id: true } });
    const tag = known ?? (await tx.tag.create({ data: { name, nameKey }, select: { id: true } }));
    ids.push(tag.id);
  }
  return ids;
}
