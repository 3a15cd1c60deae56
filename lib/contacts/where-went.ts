import { db, type Db, type Tx } from "#lib/db/client";

/** More merges in a row than anybody does. */
const furthest = 20;

/** The contact into which this one went, at the end of all merges; null when it has not been merged. */
export async function whereWent(id: string, tx: Db | Tx = db()): Promise<string | null> {
  let at = id;
  for (let step = 0; step < furthest; step++) {
    const contact = await tx.contact.findUnique({
      where: { id: at },
      select: { mergedIntoId: true },
    });
    if (!contact?.mergedIntoId) break;
    at = contact.mergedIntoId;
  }
  return at === id ? null : at;
}
