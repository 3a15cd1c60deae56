import { db } from "#lib/db/client";
import { adapters } from "#lib/providers/registry";
import { settingsFields, type SettingField } from "./settings";

export interface ProviderChoice {
  id: string;
  label: string;
  docsUrl: string;
  fields: SettingField[];
}

/** What an administrator can connect. */
export function providerChoices(): ProviderChoice[] {
  return adapters.map(({ id, label, docsUrl }) => ({ id, label, docsUrl, fields: settingsFields(id) }));
}

export interface ConnectionForm {
  id: string;
  slug: string;
  name: string;
  provider: string;
  enabled: boolean;
  simulator: boolean;
  /** Secret fields are empty here; `secretsSet` tells which of them hold something. */
  values: Record<string, string>;
  secretsSet: string[];
}

/** A connection as its form shows it: without its secrets. */
export async function connectionForm(slug: string): Promise<ConnectionForm | null> {
  const row = await db().connection.findUnique({ where: { slug } });
  if (!row) return null;
  const stored = JSON.parse(row.settings) as Record<string, unknown>;
  const values: Record<string, string> = {};
  const secretsSet: string[] = [];
  for (const { name, secret } of settingsFields(row.provider)) {
    const text = String(stored[name] ?? "");
    values[name] = secret ? "" : text;
    if (secret && text !== "") secretsSet.push(name);
  }
  const { id, name, provider, enabled, simulator } = row;
  return { id, slug: row.slug, name, provider, enabled, simulator, values, secretsSet };
}

/** Messages the inbox set aside, newest first, for the administrator. */
export async function refusedMessages(connectionId: string, limit = 20) {
  const rows = await db().inboxMessage.findMany({
    where: { connectionId, status: "refused" },
    orderBy: { id: "desc" },
    take: limit,
    select: { id: true, raw: true, reason: true, receivedAt: true },
  });
  return rows.map((row) => ({
    ...row,
    raw: row.raw.slice(0, 500),
    receivedAt: row.receivedAt.toISOString(),
  }));
}
