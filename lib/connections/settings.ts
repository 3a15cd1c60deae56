/**
 * A connection's settings between the adapter's schema, the database and the browser. Secret fields
 * are stored encrypted one by one and never leave the server.
 */
import { z } from "zod";
import { config } from "#lib/config";
import { adapterFor } from "#lib/providers/registry";
import { seal, unseal } from "#lib/secrets";

export interface SettingField {
  name: string;
  secret: boolean;
  required: boolean;
  placeholder: string;
  /** The adapter's default, as text. */
  initial: string;
}

interface FieldMeta {
  secret?: boolean;
  placeholder?: string;
}

type Values = Record<string, unknown>;

const metaOf = (field: z.ZodType) => (field.meta() ?? {}) as FieldMeta;

/** The form of a provider's settings, made from its schema. */
export function settingsFields(provider: string): SettingField[] {
  const { shape } = adapterFor(provider).settings;
  return Object.entries(shape).map(([name, field]) => {
    const empty = field.safeParse(undefined);
    return {
      name,
      secret: metaOf(field).secret ?? false,
      required: !empty.success,
      placeholder: metaOf(field).placeholder ?? "",
      initial: empty.success && typeof empty.data === "string" ? empty.data : "",
    };
  });
}

/** @returns the parsed settings, or what is wrong by field */
export function validateSettings(
  provider: string,
  input: unknown,
): { ok: true; value: Values } | { ok: false; fields: Record<string, string> } {
  const known = Object.keys(adapterFor(provider).settings.shape);
  const given = z.record(z.string(), z.unknown()).safeParse(input);
  const unknown = given.success && Object.keys(given.data).find((name) => !known.includes(name));
  if (unknown) return { ok: false, fields: { [unknown]: "is not a setting of this provider" } };
  const parsed = adapterFor(provider).settings.safeParse(input);
  if (parsed.success) return { ok: true, value: parsed.data as Values };
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) fields[issue.path.join(".")] ??= issue.message;
  return { ok: false, fields };
}

interface StoredConnection {
  id: string;
  provider: string;
  settings: string;
}

const subject = (connectionId: string, field: string) => `connection:${connectionId}:${field}`;

/** @throws when a secret can't be opened, e.g. after the installation's secret was changed */
export async function openSettings(row: StoredConnection): Promise<Values> {
  const stored = JSON.parse(row.settings) as Values;
  for (const { name, secret } of settingsFields(row.provider)) {
    const value = stored[name];
    if (secret && typeof value === "string" && value !== "") {
      stored[name] = await unseal(value, subject(row.id, name), config().secret);
    }
  }
  return stored;
}

/** The text for the database's `settings` column. */
export async function sealSettings(
  row: { id: string; provider: string },
  values: Values,
): Promise<string> {
  const sealed = { ...values };
  for (const { name, secret } of settingsFields(row.provider)) {
    const value = sealed[name];
    if (secret && typeof value === "string" && value !== "") {
      sealed[name] = await seal(value, subject(row.id, name), config().secret);
    }
  }
  return JSON.stringify(sealed);
}
