import { db } from "#lib/db/client";
import type { Logger } from "#lib/providers/contract";
import { adapters } from "#lib/providers/registry";
import { closedAddresses } from "./addresses";
import { openSettings } from "./settings";

/**
 * One line of the log for each enabled connection that our server does not go to: after an upgrade the
 * operator reads at start what to permit.
 */
export async function warnOfClosedAddresses(log: Logger): Promise<void> {
  const rows = await db().connection.findMany({ where: { enabled: true, simulator: false } });
  for (const row of rows.filter(({ provider }) => adapters.some(({ id }) => id === provider))) {
    const settings = await openSettings(row).catch(() => null);
    const closed = settings ? await closedAddresses(row, settings) : [];
    const [first] = closed;
    if (!first) continue;
    const entries = [...new Set(closed.flatMap((one) => one.entries ?? []))].join(",");
    const allow = entries === "" ? undefined : `TINYCRM_ALLOWED_NETWORKS=${entries}`;
    const fields = closed.map(({ field }) => field);
    log.warn({ connection: row.slug, fields, allow }, `closed address: ${first.detail}`);
  }
}
