/**
 * Folds text for comparison and search: one spelling whatever the case, the Unicode form, ё or е.
 * Neither database folds Cyrillic the same way, so both store what this returns.
 */
export function foldForSearch(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll("ё", "е").replace(/\s+/gu, " ").trim();
}

/** What a contact is found by, besides its numbers. Begins with the name: lists sort by it. */
export function contactSearchText(contact: {
  name: string;
  company?: string | null;
  email?: string | null;
}): string {
  return foldForSearch([contact.name, contact.company, contact.email].filter(Boolean).join(" "));
}
