/**
 * A menu sends the caller to a group, the group to its people: three calls, each naming the one above.
 * To us they are one, by the id of the topmost.
 */
import type { JsonObject } from "./wire";

/** A chain longer than this goes in a circle. */
const deepest = 8;

export type Lineage = ReturnType<typeof createLineage>;

export function createLineage(most = 20_000) {
  const parents = new Map<string, string | null>();

  return {
    /** Remembers whose child a call is. */
    learn({ uuid, parentUuid }: JsonObject): void {
      if (typeof uuid !== "string") return;
      parents.set(uuid, typeof parentUuid === "string" && parentUuid !== "" ? parentUuid : null);
      if (parents.size > most)
        for (const oldest of parents.keys()) return void parents.delete(oldest);
    },
    /** Whether the call that this one names above itself has been heard of. */
    isKnown: ({ parentUuid }: JsonObject): boolean =>
      typeof parentUuid !== "string" || parentUuid === "" || parents.has(parentUuid),
    /** The same message; with `rootUuid` where the call above it has another above itself. */
    withRoot<T extends JsonObject>(message: T): T {
      const above = message.parentUuid;
      if (typeof above !== "string") return message;
      let root = above;
      for (let step = 0; step < deepest; step++) root = parents.get(root) ?? root;
      return root === above ? message : { ...message, rootUuid: root };
    },
  };
}
