/** Gives contacts that are older than `ContactCalls` their rows there, some at a time: nobody's call waits for it. */
import { setTimeout as rest } from "node:timers/promises";
import type { Logger } from "pino";
import { db, directTransaction } from "#lib/db/client";
import { addContactCalls } from "./contact-calls";

/** Contacts of one transaction. */
const portion = 100;
/** Between two of them, in ms, and as a multiple of what the last one took: a million contacts take their half hour. */
const pause = { least: 20, share: 4 };

/** @returns how many contacts got a row */
export async function fillContactCalls(stopped?: AbortSignal): Promise<number> {
  if ((await db().contactCalls.count()) === (await db().contact.count())) return 0;
  let filled = 0;
  for (let after = ""; ;) {
    const begun = performance.now();
    const rows = await db().contact.findMany({
      where: { id: { gt: after } },
      orderBy: { id: "asc" },
      take: portion,
      select: { id: true, called: { select: { contactId: true } } },
    });
    const lacking = rows.filter(({ called }) => called === null).map(({ id }) => id);
    await directTransaction((tx) => addContactCalls(tx, lacking));
    filled += lacking.length;
    if (rows.length < portion || stopped?.aborted) return filled;
    after = rows.at(-1)!.id;
    const took = performance.now() - begun;
    if (lacking.length > 0) await rest(Math.max(pause.least, pause.share * took));
  }
}

export function fillingContactCalls(log: Logger): { close(): Promise<void> } {
  const stopping = new AbortController();
  const filling = fillContactCalls(stopping.signal).then(
    (filled) => {
      if (filled > 0) log.info({ filled }, "contacts' last calls are known");
    },
    (error: unknown) => log.error({ err: error }, "contacts' last calls could not be filled in"),
  );
  return {
    async close() {
      stopping.abort();
      await filling;
    },
  };
}
