/**
 * Refusals, which strangers and programs can cause without end. Those of one hour with the same text are one entry
 * with a count, written at most once a second: a flood costs a count in memory. What keeps an entry from being
 * written is logged, and never keeps the refusal from being answered.
 */
import { second } from "#lib/base/duration";
import { log } from "#lib/base/log";
import { recordDeed, type Audited } from "./record-audit";

/** How many of each have come since the last was written. */
const waiting = new Map<string, number>();

/** @param entry.counted what is the same about those that are one entry: an account and an address, say */
export async function recordRepeated(entry: Audited & { counted: string }): Promise<void> {
  const key = `${entry.event} ${entry.counted}`;
  const known = waiting.get(key);
  if (known !== undefined) return void waiting.set(key, known + 1);
  waiting.set(key, 0);
  setTimeout(() => {
    const times = waiting.get(key)!;
    waiting.delete(key);
    if (times > 0) void write({ ...entry, times });
  }, second).unref();
  await write(entry);
}

async function write(entry: Audited): Promise<void> {
  try {
    await recordDeed(entry);
  } catch (error) {
    log().error({ err: error, event: entry.event }, "a refusal could not be recorded");
  }
}
