/**
 * A text without halves of letters, which programs that cut by UTF-16 leave behind: PostgreSQL stores none, and
 * SQLite gives back another text than it was given.
 */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\uFFFD");
}
