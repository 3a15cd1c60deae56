import { db } from "#lib/db/client";
import { adapterFor, adapters } from "#lib/providers/registry";
import { scenarioNames, type ScenarioName } from "#lib/providers/simulator";
import { settingsFields, toText, type SettingField } from "./setting-fields";
import { openSettings } from "./settings";

export interface ProviderChoice {
  id: string;
  label: string;
  docsUrl: string;
  fields: SettingField[];
  /** Its settings can be tried before they are saved. */
  canCheck: boolean;
  /** It sends its events to us, at an address that has to be entered there. */
  usesWebhook: boolean;
  /** What happened before can be read from it. */
  readsHistory: boolean;
  /** It can be asked to call a number. */
  placesCalls: boolean;
  /** It can list its people with their extensions. */
  hasDirectory: boolean;
  /** It calls back who leaves a number on a lead form. */
  takesLeads: boolean;
}

/** What an administrator can connect. */
export function providerChoices(): ProviderChoice[] {
  return adapters.map((adapter) => ({
    id: adapter.id,
    label: adapter.label,
    docsUrl: adapter.docsUrl,
    fields: settingsFields(adapter.id),
    canCheck: adapter.check !== undefined,
    usesWebhook: adapter.receiveWebhook !== undefined,
    readsHistory: adapter.backfill !== undefined,
    placesCalls: adapter.placeCall !== undefined,
    hasDirectory: adapter.directory !== undefined,
    takesLeads: adapter.orderCallback !== undefined,
  }));
}

export interface ConnectionSummary {
  id: string;
  slug: string;
  name: string;
  provider: string;
  /** The vendor's own name. */
  providerLabel: string;
}

/** Every connection, by name. How each of them stands is live: `hub().connections()`. */
export async function listConnections(): Promise<ConnectionSummary[]> {
  const rows = await db().connection.findMany({
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, slug: true, name: true, provider: true },
  });
  return rows.map((row) => ({ ...row, providerLabel: labelOf(row.provider) }));
}

/** A provider may have left the program while its connections stayed. */
function labelOf(provider: string): string {
  return adapters.find((adapter) => adapter.id === provider)?.label ?? provider;
}

export interface ConnectionForm extends ConnectionSummary {
  enabled: boolean;
  simulator: boolean;
  /** What its simulator can play; nothing where it has none. */
  scenarios: readonly ScenarioName[];
  /** Calls in the journal that would go with it. */
  calls: number;
  /** Secret fields are empty here. */
  values: Record<string, string>;
  /** What is known of each secret that is set: how it ends, when that gives nothing away. */
  secrets: Record<string, { ending: string }>;
  /** The stored secrets can't be opened: they have to be typed again. */
  unreadable: boolean;
}

/** A secret this long keeps its secret when four characters of it are shown. */
const longEnough = 16;

/** A connection as its form shows it, without its secrets; null when there is none. */
export async function connectionForm(slug: string): Promise<ConnectionForm | null> {
  const row = await db().connection.findUnique({
    where: { slug },
    include: { _count: { select: { calls: true } } },
  });
  if (!row || !adapters.some((adapter) => adapter.id === row.provider)) return null;
  const opened = await openSettings(row).catch(() => null);
  const settings = opened ?? (JSON.parse(row.settings) as Record<string, unknown>);
  const values: Record<string, string> = {};
  const secrets: ConnectionForm["secrets"] = {};
  for (const { name, secret } of settingsFields(row.provider)) {
    const text = toText(settings[name]);
    values[name] = secret ? "" : text;
    if (secret && opened && text !== "") {
      secrets[name] = { ending: text.length >= longEnough ? text.slice(-4) : "" };
    }
  }
  const { id, name, provider, enabled, simulator } = row;
  return {
    id,
    slug,
    name,
    provider,
    providerLabel: adapterFor(provider).label,
    enabled,
    simulator,
    scenarios: simulator ? scenarioNames : [],
    calls: row._count.calls,
    values,
    secrets,
    unreadable: opened === null,
  };
}
