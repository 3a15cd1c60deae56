/** Errors whose message alone says what to do: whoever hosts the product reads it without a stack. */
const names = new Set([
  "BackupError",
  "ConfigError",
  "DatabaseError",
  "FileError",
  "ListenError",
  "MigrationError",
  "ProvisionError",
]);

/** What the system says of a file or folder; its message names it. */
const ofFiles = /^E(?:ACCES|PERM|ROFS|NOSPC|NOENT|NOTDIR|ISDIR|DQUOT)$/;

/** @returns the sentence of what can be refused so; null of a fault of the program */
export function refusalWords(error: unknown): string | null {
  if (isRefusal(error)) return error.message;
  if (!(error instanceof Error) || !("path" in error) || !("code" in error)) return null;
  return ofFiles.test(String(error.code)) ? error.message : null;
}

export function isRefusal(error: unknown): error is Error {
  return error instanceof Error && names.has(error.name);
}
