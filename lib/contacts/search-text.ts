/** One spelling for comparison: databases fold neither Cyrillic nor ё by themselves. */
export function foldForSearch(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll("ё", "е").replace(/\s+/g, " ").trim();
}

/**
 * All a contact is found by, in one text, so that one index answers every search. Begins with the
 * name, because lists sort by it; ends with the digits of the numbers.
 */
export function searchTextOf(contact: {
  name: string;
  company?: string | null;
  email?: string | null;
  numbers: readonly { digits: string }[];
}): string {
  const { name, company, email, numbers } = contact;
  const parts = [name, company, email, ...numbers.map(({ digits }) => digits)];
  return foldForSearch(parts.filter(Boolean).join(" "));
}
