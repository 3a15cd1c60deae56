/**
 * A menu sends the caller to a group, the group to its people: three calls, each naming the one above.
 * To us they are one, by the id of the topmost.
 */
import { LRUCache } from "lru-cache";
import type { JsonObject } from "./wire";

/** A chain longer than this goes in a circle. */
const deepest = 8;

export type Lineage = ReturnType<typeof createLineage>;

export function createLineage(most = 20_000) {
  /** By id, the call above; "" when there is none. */
  const parents = new LRUCache<string, string>({ max: most });

  return {
    /** Remembers the call above this one. */
    learn({ uuid, parentUuid }: JsonObject): void {
      if (typeof uuid !== "string") return;
      parents.set(uuid, typeof parentUuid === "string" ? parentUuid : "");
    },
    /** Whether the parent that this call names is known. */
    isKnown: ({ parentUuid }: JsonObject): boolean =>
      typeof parentUuid !== "string" || parentUuid === "" || parents.has(parentUuid),
    /** The same message; with `rootUuid` where the call above it has another above itself. */
    withRoot<T extends JsonObject>(message: T): T {
      const above = message.parentUuid;
      if (typeof above !== "string") return message;
      let root = above;
      for (let step = 0; step < deepest; step++) root = parents.get(root) || root;
      return root === above ? message : { ...message, rootUuid: root };
    },
  };
}
