/**
 * Settings of a connection: validated by the adapter's schema, stored with each secret field encrypted and
 * bound to its connection and name. Secrets never leave the server.
 */
import { z } from "zod";
import { adapterFor } from "#lib/providers/registry";
import { seal, unseal } from "#lib/base/secrets";
import { settingsFields } from "./setting-fields";

export type Settings = Record<string, unknown>;

type ValidSettings =
  | { ok: true; value: Settings }
  | {
      ok: false;
      /** Error by field, in plain English. */
      fields: Record<string, string>;
      /**
       * Error by field, as a key of the adapter's or of the `connections.errors` messages where there is one; `|` stands
       * before what it is about.
       */
      codes: Record<string, string>;
    };

/** @returns the parsed settings, or the errors by field */
export function validateSettings(provider: string, input: unknown): ValidSettings {
  const { settings } = adapterFor(provider);
  const given = z.record(z.string(), z.unknown()).safeParse(input);
  const names = Object.keys(settings.shape);
  const unknown = given.success && Object.keys(given.data).find((name) => !names.includes(name));
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

const codedIssue = z.object({
  params: z.object({ code: z.string(), detail: z.string().optional() }),
});

/** Common errors have a code of ours, an adapter's own one of its messages; the others keep the adapter's words. */
function codeOf(issue: z.core.$ZodIssue): string {
  const coded = codedIssue.safeParse(issue).data?.params;
  if (coded) return coded.detail === undefined ? coded.code : `${coded.code}|${coded.detail}`;
  if (issue.code === "too_big") return "tooLong";
  if (issue.code === "invalid_format" && issue.format === "url") return "url";
  return issue.code === "invalid_type" ? "invalid" : issue.message;
}

const subject = (connectionId: string, field: string) => `connection:${connectionId}:${field}`;
const secretsOf = (provider: string) =>
  settingsFields(provider).flatMap(({ name, secret }) => (secret ? [name] : []));

/**
 * Decrypts stored settings for the adapter, with defaults for settings added since they were saved.
 * @throws when a secret can't be decrypted, e.g. after the installation's secret was changed
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
      stored[name] = await unseal(value, subject(row.id, name));
    }
  }
  const parsed = adapterFor(row.provider).settings.safeParse(stored);
  return parsed.success ? (parsed.data as Settings) : stored;
}

/** Decrypted secrets of a connection. @throws when one can't be decrypted */
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

/** Encrypts settings into the text of the database's `settings` column. */
export async function sealSettings(
  row: { id: string; provider: string },
  values: Settings,
): Promise<string> {
  const sealed = { ...values };
  for (const name of secretsOf(row.provider)) {
    const value = sealed[name];
    if (typeof value === "string" && value !== "") {
      sealed[name] = await seal(value, subject(row.id, name));
    }
  }
  return JSON.stringify(sealed);
}

/** Stands for a secret of any length. */
const mask = "••••";

/**
 * Masks secrets in a raw message before an administrator sees it: the connection's own, plain or encoded,
 * and values that are labelled as secrets.
 */
export function maskSecrets(raw: string, secrets: readonly string[]): string {
  let masked = raw;
  for (const secret of secrets.filter((text) => text.length > 0)) {
    const base64 = Buffer.from(secret, "utf8").toString("base64");
    for (const form of [secret, base64, encodeURIComponent(secret), encodeURIComponent(base64)]) {
      masked = masked.replaceAll(form, mask);
    }
  }
  return masked.replace(labelled, `$1${mask}`);
}

/** `token=…`, `"password": "…"`, `<ApiKey>…`, `Authorization: Bearer …`. */
const labelled =
  /\b((?:password|passwd|token|secret|api[_-]?key|authorization)["']?\s*[=:>]\s*["']?(?:bearer\s+)?)[^\s"'&<>,;]+/gi;
