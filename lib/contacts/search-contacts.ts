import type { Prisma } from "#lib/db/generated/sqlite/client";
import { foldForSearch } from "./search-text";

/** So many digits are a number's own, whatever stands before them: trunk prefixes can be left away. */
const fewestWithoutPrefix = 6;
const mostWords = 8;

/**
 * Contacts in whose name, company, e-mail or numbers every word of `q` occurs, in any order. A
 * number may be typed with its separators and in its national spelling.
 */
export function contactsMatching(q: string): Prisma.ContactWhereInput {
  const text = foldForSearch(q);
  if (text === "") return {};
  const everyWord = { AND: text.split(" ").slice(0, mostWords).map(occurs) };
  // Digits with separators are a number in somebody's spelling, or a name such as “24-7”.
  return { OR: [everyWord, ...spellingsOf(text).map(occurs)] };
}

const occurs = (part: string): Prisma.ContactWhereInput => ({
  // Both databases read `%`, `_` and PostgreSQL also `\` as patterns; any one character stands in for them.
  searchText: { contains: part.replace(/[\\%_]/g, "_") },
});

/** The digits as numbers are stored: in full, so 8 (343) … and 0 (44) … without their trunk prefix. */
function spellingsOf(text: string): string[] {
  if (!/^[\d\s+().-]*\d[\d\s+().-]*$/.test(text)) return [];
  const digits = text.replace(/\D/g, "");
  const national = digits.replace(/^(?:810|00|8|0)/, "");
  return national === digits || national.length < fewestWithoutPrefix
    ? [digits]
    : [digits, national];
}
