import type { Pair } from "./not-duplicates";

/** Groups of all who hang together by pairs, however far apart; each in the order of `ids`. */
export function joinPairs(ids: readonly string[], pairs: readonly Pair[]): string[][] {
  const leader = new Map(ids.map((id) => [id, id]));
  const find = (id: string): string => {
    const above = leader.get(id)!;
    if (above === id) return id;
    const top = find(above);
    leader.set(id, top);
    return top;
  };
  for (const [a, b] of pairs) leader.set(find(b), find(a));
  const groups = new Map<string, string[]>();
  for (const id of ids) groups.set(find(id), [...(groups.get(find(id)) ?? []), id]);
  return [...groups.values()].filter((group) => group.length > 1);
}
