/** What a field was and what it became, as the audit log keeps it: short, and without a secret. */
export type Change = readonly [before: unknown, after: unknown];
export type Changes = Readonly<Record<string, Change>>;

/** Stands for a secret, before and after alike: the log says that it was changed, never what it is. */
export const hidden = "•••";
export const secretChange: Change = [hidden, hidden];

/** Fields that are never written out, whoever asks. */
const secretField = /password|secret|token|api[_-]?key|recovery|hash$/i;
/** Longer texts are cut: an entry says what was changed, it is no copy of it. */
const mostCharacters = 500;

/** The fields of two states that differ. @param before null where there was nothing */
export function changesBetween(
  before: Readonly<Record<string, unknown>> | null,
  after: Readonly<Record<string, unknown>> | null,
): Changes {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  const changes: Record<string, Change> = {};
  for (const name of names) {
    const change = [before?.[name] ?? null, after?.[name] ?? null] as const;
    if (JSON.stringify(change[0]) !== JSON.stringify(change[1])) changes[name] = change;
  }
  return changes;
}

/** What is said of a deed beside its subject, where nothing was there before: a format, how many. */
export function details(facts: Readonly<Record<string, unknown>>): Changes {
  return changesBetween(null, facts);
}

/** The same, fit to be kept. */
export function keptChanges(changes: Changes): Changes {
  const kept = Object.entries(changes).map(([name, [before, after]]): [string, Change] => [
    name,
    secretField.test(name) ? secretChange : [cut(before), cut(after)],
  ]);
  return Object.fromEntries(kept);
}

function cut(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value === null || ["number", "boolean"].includes(typeof value)) return value;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
}
