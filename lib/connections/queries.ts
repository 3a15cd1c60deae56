/** Reads connections, the providers to choose from and what our handbook says of these, for the administrator. */
import { marked } from "marked";
import { readFile } from "node:fs/promises";
import { projectFile } from "#lib/base/project-file";
import { db } from "#lib/db/client";
import type { Locale } from "#lib/i18n/locales";
import { adapterFor, adapters } from "#lib/providers/registry";
import { scenarioNames, type ScenarioName } from "#lib/providers/simulator";
import { closedAddresses, type ClosedAddress } from "./addresses";
import { settingsFields, toText, type SettingField } from "./setting-fields";
import { openSettings } from "./settings";

export interface ProviderChoice {
  id: string;
  label: string;
  docsUrl: string;
  fields: SettingField[];
  /** Settings can be checked before they are saved. */
  canCheck: boolean;
  /** It sends webhooks: our address has to be entered there. */
  usesWebhook: boolean;
  /** It offers the history of calls. */
  readsHistory: boolean;
  /** It places calls. */
  placesCalls: boolean;
  /** It lists its people with their extensions. */
  hasDirectory: boolean;
  /** It calls visitors back who leave a number on a lead form. */
  takesLeads: boolean;
}

/**
 * Providers that an administrator can connect.
 * @param country the company's, which a new connection begins with; null: each provider's own
 */
export function providerChoices(country: string | null = null): ProviderChoice[] {
  const ofCompany = (field: SettingField) =>
    country !== null && field.kind === "country" ? { ...field, default: country } : field;
  return adapters.map((adapter) => ({
    id: adapter.id,
    label: adapter.label,
    docsUrl: adapter.docsUrl,
    fields: settingsFields(adapter.id).map(ofCompany),
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

export interface ListedConnection extends ConnectionSummary {
  /** Nobody who can sign in has an extension there: no card comes of its calls. */
  isNobodys: boolean;
}

/** Every connection, by name. Its state is live: `liveConnections().views()`. */
export async function listConnections(): Promise<ListedConnection[]> {
  const rows = await db().connection.findMany({
    where: { deletedAt: null },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: {
      id: true,
      slug: true,
      name: true,
      provider: true,
      _count: { select: { extensions: { where: { user: { disabledAt: null } } } } },
    },
  });
  return rows.map(({ _count, ...row }) => ({
    ...row,
    providerLabel: labelOf(row.provider),
    isNobodys: _count.extensions === 0,
  }));
}

/** Connections may outlive their provider's adapter. */
function labelOf(provider: string): string {
  return adapters.find((adapter) => adapter.id === provider)?.label ?? provider;
}

export interface ConnectionForm extends ConnectionSummary {
  enabled: boolean;
  simulator: boolean;
  /** Scenarios of its simulator; empty without one. */
  scenarios: readonly ScenarioName[];
  /** Number of calls that deleting it would delete. */
  calls: number;
  /** Secret fields are empty here. */
  values: Record<string, string>;
  /** Last characters of each secret that is set; empty for a short secret. */
  secrets: Record<string, { ending: string }>;
  /** Stored secrets can't be decrypted: they have to be typed again. */
  unreadable: boolean;
}

/** Least length of a secret whose last four characters may be shown. */
const fewestForEnding = 16;

/** A connection for its form, without secrets; null when there is none. */
export async function connectionForm(slug: string): Promise<ConnectionForm | null> {
  const row = await db().connection.findFirst({
    where: { slug, deletedAt: null },
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
      secrets[name] = { ending: text.length >= fewestForEnding ? text.slice(-4) : "" };
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

/** The addresses of a saved connection to which our server does not go. */
export async function closedAddressesOf(id: string): Promise<ClosedAddress[]> {
  const row = await db().connection.findUnique({ where: { id } });
  const settings = row && (await openSettings(row).catch(() => null));
  return settings ? closedAddresses(row, settings) : [];
}

interface ProviderHelp {
  /** The vendor's own name. */
  label: string;
  /** Without its title. */
  html: string;
}

/** For whom a page is: administrators have theirs in their language, developers theirs in English. */
export type HelpReader = { locale: Locale } | "developer";

/** Renders a provider's page of the handbook; null when there is none. */
export async function providerHelp(id: string, reader: HelpReader): Promise<ProviderHelp | null> {
  const adapter = adapters.find((candidate) => candidate.id === id);
  if (!adapter) return null;
  const folder =
    reader === "developer" ? ["docs", "providers"] : ["messages", reader.locale, "handbook"];
  const text = await readFile(projectFile(...folder, `${id}.md`), "utf8").catch(() => null);
  if (text === null) return null;
  return { label: adapter.label, html: await marked.parse(text.replace(/^# .*\n/, "")) };
}
