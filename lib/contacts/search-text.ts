/** One spelling for comparison: databases fold neither Cyrillic nor ё by themselves. */
export function foldForSearch(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll("ё", "е").replace(/\s+/g, " ").trim();
}

/** What the search box looks through besides numbers. */
export function searchTextOf(contact: {
  name: string;
  company?: string | null;
  email?: string | null;
}): string {
  return foldForSearch([contact.name, contact.company, contact.email].filter(Boolean).join(" "));
}
