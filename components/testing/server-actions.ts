/**
 * The server's side of a component test. `use server` modules are what Next makes of them in a
 * browser, references to functions elsewhere (see `serverActions` in vite.ts); the test answers.
 */
import { afterEach, expect } from "vitest";

type Action = (raw: unknown) => Promise<unknown>;

const references = new Map<Action, string>();
const replies = new Map<Action, { reply: () => unknown; received: unknown[] }>();
const unanswered: string[] = [];

afterEach(() => {
  replies.clear();
  expect(unanswered.splice(0), "server actions that nobody answers").toEqual([]);
});

/** What a server action is in a browser; called by the modules that the plugin writes. */
export function serverReference(id: string): Action {
  const action: Action = async (raw) => {
    const found = replies.get(action);
    if (!found) {
      unanswered.push(id);
      throw new Error(`nobody answers ${id}`);
    }
    // Values cross the wire, and nothing else.
    found.received.push(structuredClone(raw));
    return structuredClone(await found.reply());
  };
  references.set(action, id);
  return action;
}

/** The answer of a server action for the rest of the test, held to its type by the compiler. */
export function serverAction<T>(action: (raw: unknown) => Promise<T>) {
  if (!references.has(action)) throw new Error("this function is no server action");
  return {
    /**
     * @param reply may be a promise that the test settles, or throw as a lost connection does
     * @returns what the action is called with, call by call
     */
    answers(reply: () => T | Promise<T>): unknown[] {
      const received: unknown[] = [];
      replies.set(action, { reply, received });
      return received;
    },
  };
}
