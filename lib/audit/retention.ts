/** How long the audit log is kept, and what takes older entries away. */
import { setImmediate as turn } from "node:timers/promises";
import type { Logger } from "pino";
import { day, hour, minute } from "#lib/base/duration";
import { db } from "#lib/db/client";
import { readSetting } from "#lib/db/setting";
import { changeSetting } from "./record-audit";

const key = "audit.days";
export const defaultAuditDays = 365;
/** The database itself keeps entries for as long, whatever the setting says (its migration). */
export const fewestAuditDays = 30;
export const mostAuditDays = 3_650;

export async function auditDays(): Promise<number> {
  return Number((await readSetting(key)) ?? defaultAuditDays);
}

export async function setAuditDays(days: number): Promise<void> {
  await changeSetting(key, String(days));
}

/** Entries of one transaction: calls are recorded between two. */
const portion = 500;

/** Deletes what is older than the setting says, the oldest first. @returns how many entries */
export async function forgetOldEntries(now = Date.now(), stopped?: AbortSignal): Promise<number> {
  const before = new Date(now - (await auditDays()) * day);
  let gone = 0;
  while (!stopped?.aborted) {
    const old = await db().auditEntry.findMany({
      where: { at: { lt: before } },
      orderBy: [{ at: "asc" }, { id: "asc" }],
      select: { id: true },
      take: portion,
    });
    if (old.length === 0) break;
    const { count } = await db().auditEntry.deleteMany({
      where: { id: { in: old.map(({ id }) => id) } },
    });
    gone += count;
    await turn();
  }
  return gone;
}

/** Looks for old entries soon after the start and every hour. @returns what ends it */
export function sweepAudit(log: Logger): () => Promise<void> {
  const stopping = new AbortController();
  let running = Promise.resolve();
  const sweep = () => {
    running = running
      .then(() => forgetOldEntries(Date.now(), stopping.signal))
      .then((count) => count > 0 && log.info({ count }, "old entries of the audit log are gone"))
      .then(() => undefined)
      .catch((error: unknown) => log.error({ err: error }, "old entries could not be deleted"));
  };
  const timers = [setTimeout(sweep, minute), setInterval(sweep, hour)];
  return async () => {
    stopping.abort();
    for (const timer of timers) clearTimeout(timer);
    await running;
  };
}
