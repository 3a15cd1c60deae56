/**
 * A connection's settings between the adapter's schema and the database. Secret fields are stored
 * encrypted one by one, each bound to its connection and name, and never leave the server.
 */
import { z } from "zod";
import { config } from "#lib/config";
import { adapterFor } from "#lib/providers/registry";
import { seal, unseal } from "#lib/secrets";
import { settingsFields } from "./setting-fields";

export type Settings = Record<string, unknown>;

export type ValidSettings =
  | { ok: true; value: Settings }
  | {
      ok: false;
      /** What is wrong, in plain English, by field. */
      fields: Record<string, string>;
      /** The same as keys of the `connections.errors` messages, where there is one for it. */
      codes: Record<string, string>;
    };

/** @returns the parsed settings, or what is wrong by field */
export function validateSettings(provider: string, input: unknown): ValidSettings {
  const { settings } = adapterFor(provider);
  const given = z.record(z.string(), z.unknown()).safeParse(input);
  const known = Object.keys(settings.shape);
  const unknown = given.success && Object.keys(given.data).find((name) => !known.includes(name));
  if (unknown) {
    const words = "is not a setting of this provider";
    return { ok: false, fields: { [unknown]: words }, codes: { [unknown]: words } };
  }
  const parsed = settings.safeParse(input);
  if (parsed.success) return { ok: true, value: parsed.data as Settings };
  const fields: Record<string, string> = {};
  const codes: Record<string, string> = {};
  for (const issue of parsed.error.issues) {
    const field = String(issue.path[0] ?? "");
    const missing = (given.data?.[field] ?? "") === "";
    fields[field] ??= missing ? "is required" : issue.message;
    codes[field] ??= missing ? "required" : codeOf(issue);
  }
  return { ok: false, fields, codes };
}

/** The adapter's own words say more than any code of ours; the others have a common name. */
function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "too_big") return "tooLong";
  if (issue.code === "invalid_format" && issue.format === "url") return "url";
  return issue.code === "invalid_type" ? "invalid" : issue.message;
}

const subject = (connectionId: string, field: string) => `connection:${connectionId}:${field}`;
const secretsOf = (provider: string) =>
  settingsFields(provider).flatMap(({ name, secret }) => (secret ? [name] : []));

/**
 * The settings as the adapter wants them, with defaults for what did not exist when they were saved.
 * @throws when a secret can't be opened, e.g. after the installation's secret was changed
 */
export async function openSettings(row: {
  id: string;
  provider: string;
  settings: string;
}): Promise<Settings> {
  const stored = JSON.parse(row.settings) as Settings;
  for (const name of secretsOf(row.provider)) {
    const value = stored[name];
    if (typeof value === "string" && value !== "") {
      stored[name] = await unseal(value, subject(row.id, name), config().secret);
    }
  }
  const parsed = adapterFor(row.provider).settings.safeParse(stored);
  return parsed.success ? (parsed.data as Settings) : stored;
}

/** The connection's secrets, opened. @throws when one can't be */
export async function secretValues(row: {
  id: string;
  provider: string;
  settings: string;
}): Promise<string[]> {
  const settings = await openSettings(row);
  return secretsOf(row.provider)
    .map((name) => settings[name])
    .filter((value) => typeof value === "string");
}

/** The text for the database's `settings` column. */
export async function sealSettings(
  row: { id: string; provider: string },
  values: Settings,
): Promise<string> {
  const sealed = { ...values };
  for (const name of secretsOf(row.provider)) {
    const value = sealed[name];
    if (typeof value === "string" && value !== "") {
      sealed[name] = await seal(value, subject(row.id, name), config().secret);
    }
  }
  return JSON.stringify(sealed);
}
