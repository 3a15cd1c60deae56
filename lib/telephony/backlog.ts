/** Accepted messages to be applied: each connection's in order, no connection before all the others. */
import type { AcceptedMessage } from "./apply-messages";

export interface Backlog {
  add(messages: readonly AcceptedMessage[]): void;
  /** The next messages, in equal shares of the connections that have any. */
  take(most: number): AcceptedMessage[];
  size(connectionId?: string): number;
}

export function createBacklog(): Backlog {
  const waiting = new Map<string, AcceptedMessage[]>();

  return {
    add(messages) {
      for (const message of messages) {
        const { connectionId } = message.source;
        const queue = waiting.get(connectionId);
        if (queue) queue.push(message);
        else waiting.set(connectionId, [message]);
      }
    },
    take(most) {
      const share = Math.max(1, Math.floor(most / waiting.size));
      const taken: AcceptedMessage[] = [];
      for (const [connectionId, queue] of waiting) {
        if (taken.length >= most) break;
        taken.push(...queue.splice(0, share));
        // A connection that has had its share goes to the end.
        waiting.delete(connectionId);
        if (queue.length > 0) waiting.set(connectionId, queue);
      }
      return taken;
    },
    size(connectionId) {
      if (connectionId !== undefined) return waiting.get(connectionId)?.length ?? 0;
      return [...waiting.values()].reduce((sum, queue) => sum + queue.length, 0);
    },
  };
}
