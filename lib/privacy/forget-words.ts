/** Takes words that nobody bears any more out of the search's dictionary. */
import { join, sqltag as sql } from "@prisma/client/runtime/client";
import { db } from "#lib/db/client";
import type { Person } from "./person";

/** A word that another contact or a company has stays. */
export async function forgetWords({ contactIds, searchTexts }: Person): Promise<void> {
  const parts = searchTexts.flatMap((text) => text.split(/[\s-]+/));
  const words = [
    ...new Set(parts.map((part) => part.replace(/^[«»"'(),;:!?]+|[«»"'(),;:!?]+$/g, ""))),
  ];
  for (const word of words.filter((one) => one.length >= 4)) {
    if (await isBorne(word, contactIds)) continue;
    await db().$executeRaw(sql`DELETE FROM "SearchWord" WHERE "word" IN (${join([word])})`);
  }
}

async function isBorne(word: string, except: string[]): Promise<boolean> {
  const holds = { contains: word };
  return (
    (await db().contact.findFirst({
      where: { searchText: holds, id: { notIn: except } },
      select: { id: true },
    })) !== null ||
    (await db().company.findFirst({ where: { nameKey: holds }, select: { id: true } })) !== null
  );
}
