/** Whose figures a call counts in, and how long it waited: kept with the call (docs/statistics.md). */
import type { StoredCall } from "./stored-call";

/**
 * Who answered first; else who asked for it; else the one person at whose telephones it was. Null for
 * a call that rang at several people's and that nobody took, and for one that was at nobody's.
 */
export function handledBy({ call, legs, requestedById }: StoredCall): string | null {
  const personOf = (extension: string) => legs.get(extension)?.userId ?? null;
  const [first] = call.legs
    .filter((leg) => leg.answeredAt && personOf(leg.extension))
    .sort(
      (a, b) =>
        a.answeredAt!.getTime() - b.answeredAt!.getTime() || (a.extension < b.extension ? -1 : 1),
    );
  if (first) return personOf(first.extension);
  if (requestedById) return requestedById;
  const people = new Set(call.legs.flatMap(({ extension }) => personOf(extension) ?? []));
  return people.size === 1 ? [...people][0]! : null;
}

/** From the beginning to the answer, in whole seconds; null when nobody answered. */
export function waitOf({ call: { startedAt, answeredAt } }: StoredCall): number | null {
  if (!answeredAt) return null;
  return Math.max(0, Math.round((answeredAt.getTime() - startedAt.getTime()) / 1000));
}
