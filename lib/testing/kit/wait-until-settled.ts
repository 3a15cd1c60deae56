import type { Db } from "#lib/db/client";
import { waitUntil } from "./wait-until";

/** For so long nothing new may come in, in ms. */
const calm = 1_500;

/** Waits until everything accepted is dealt with and nothing more comes. @returns how many messages there are */
export async function waitUntilSettled(
  db: Db,
  options: { timeout?: number; atLeast?: number } = {},
): Promise<number> {
  const { timeout = 120_000, atLeast = 0 } = options;
  let seen = { messages: -1, open: -1 };
  let since = performance.now();
  await waitUntil(
    "everything accepted is applied",
    async () => {
      const [messages, open] = await Promise.all([
        db.inboxMessage.count(),
        db.inboxMessage.count({ where: { status: "received" } }),
      ]);
      if (messages !== seen.messages || open !== seen.open) since = performance.now();
      seen = { messages, open };
      return open === 0 && messages >= atLeast && performance.now() - since > calm;
    },
    { timeout, interval: 100, seen: () => seen },
  );
  return seen.messages;
}
