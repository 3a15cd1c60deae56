/** One spelling for comparison: databases fold neither Cyrillic nor ё by themselves. */
export function foldForSearch(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll("ё", "е").replace(/\s+/g, " ").trim();
}

/**
 * All a contact is found by, in one text, so that one index answers every search. Begins with the
 * name, because lists sort by it; then company and e-mails; ends with the digits of the numbers.
 */
export function searchTextOf(contact: {
  name: string;
  company?: string | null;
  emails: readonly { address: string }[];
  numbers: readonly { digits: string }[];
}): string {
  const { name, company, emails, numbers } = contact;
  const addresses = emails.map(({ address }) => address);
  const parts = [name, company, ...addresses, ...numbers.map(({ digits }) => digits)];
  return foldForSearch(parts.filter(Boolean).join(" "));
}
