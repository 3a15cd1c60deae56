/** The servers that a connection's settings name, those to whom its secrets go, and to which of them we may not go. */
import { db } from "#lib/db/client";
import { openAddresses, type Resolve } from "#lib/outgoing/dial";
import { hostOf, permissionsOf, portOf } from "#lib/outgoing/permissions";
import type { Logger } from "#lib/providers/contract";
import { adapters } from "#lib/providers/registry";
import { settingsFields } from "./setting-fields";
import { openSettings, type Settings } from "./settings";

interface SettingAddress {
  /** The setting's name. */
  field: string;
  url: URL;
}

/** @param settings valid ones; a host alone counts as its https address */
export function addressesIn(provider: string, settings: Settings): SettingAddress[] {
  return settingsFields(provider).flatMap(({ name, address }) => {
    const value = settings[name];
    if (!address || typeof value !== "string" || value === "") return [];
    const text = value.includes("://") ? value : `https://${value}`;
    return URL.canParse(text) ? [{ field: name, url: new URL(text) }] : [];
  });
}

/** Whether a setting names another server than before: by scheme, host or port. */
export function leadsElsewhere(provider: string, before: Settings, after: Settings): boolean {
  const originsOf = (settings: Settings) =>
    addressesIn(provider, settings).map(({ field, url }) => `${field} ${url.origin}`);
  return originsOf(before).join("\n") !== originsOf(after).join("\n");
}

export interface ClosedAddress {
  /** The setting's name. */
  field: string;
  /** In plain English, with what the operator has to write. */
  detail: string;
  /** What TINYCRM_ALLOWED_NETWORKS has to name, with commas; null where nothing helps. */
  entries: string | null;
}

/**
 * The addresses of a saved connection that our server does not go to. A name that can't be resolved now
 * is none of them: its connection says so itself.
 */
export async function closedAddresses(
  connection: { id: string; slug: string; provider: string },
  settings: Settings,
  resolve?: Resolve,
): Promise<ClosedAddress[]> {
  const permissions = permissionsOf(connection);
  const answers = addressesIn(connection.provider, settings).map(async ({ field, url }) => {
    const target = { host: hostOf(url), port: portOf(url) };
    try {
      await openAddresses(target, permissions, resolve);
      return [];
    } catch (error) {
      if (!isClosedAddress(error)) return [];
      return [{ field, detail: error.message, entries: error.entries.join(",") || null }];
    }
  });
  return (await Promise.all(answers)).flat();
}

function isClosedAddress(error: unknown): error is Error & { entries: readonly string[] } {
  return error instanceof Error && error.name === "ClosedAddressError";
}

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
