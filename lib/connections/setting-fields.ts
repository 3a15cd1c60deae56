/** Form fields of a provider's settings, derived from its schema: no provider has a form of its own. */
import { z } from "zod";
import type { ProviderAdapter } from "#lib/providers/contract";
import { adapterFor } from "#lib/providers/registry";

export interface SettingField {
  name: string;
  /** `json`: an object or array, edited as text. `lines`: text of several lines. */
  kind: "text" | "lines" | "password" | "url" | "number" | "select" | "switch" | "country" | "json";
  required: boolean;
  /** Encrypted at rest; never leaves the server. */
  secret: boolean;
  /** Names a server that this one goes to: an address, or a host alone. */
  address: boolean;
  /** Value of an empty field, as text; "" when there is none. */
  default: string;
  placeholder: string;
  /** For a `select`. */
  options?: string[];
}

interface Meta {
  secret?: boolean;
  address?: boolean;
  lines?: boolean;
  placeholder?: string;
}

/** @throws when no provider has this id */
export function settingsFields(provider: string): SettingField[] {
  return fieldsOf(adapterFor(provider).settings.shape);
}

/** Fields in the order of the schema. */
export function fieldsOf(shape: Record<string, z.ZodType>): SettingField[] {
  return Object.entries(shape).map(([name, field]) => {
    // `unrepresentable`: a transformed field is described by its input.
    const json = z.toJSONSchema(field, { io: "input", unrepresentable: "any" });
    const { secret = false, address = false, placeholder = "" } = json as Meta;
    const options = json.enum?.map(String);
    return {
      name,
      kind: kindOf(name, json),
      required: !field.safeParse(undefined).success,
      secret,
      address,
      default: toText(json.default),
      placeholder,
      ...(options && { options }),
    };
  });
}

function kindOf(name: string, json: z.core.JSONSchema.BaseSchema & Meta): SettingField["kind"] {
  if (json.secret) return "password";
  if (json.lines) return "lines";
  // Every provider has a country, by which national numbers are parsed.
  if (name === "country") return "country";
  if (json.enum) return "select";
  if (json.type === "boolean") return "switch";
  if (json.type === "number" || json.type === "integer") return "number";
  if (json.type === "object" || json.type === "array") return "json";
  return json.format === "uri" ? "url" : "text";
}

/** Text of a setting in its form field. */
export function toText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value, null, 2) : String(value);
}

/** A shorter token of a hook is guessed. One that is stored already goes on working. */
export const fewestTokenCharacters = 16;

/** The name of the setting that is the hook's token; null where the provider has none. */
export function hookTokenOf({ settings }: Pick<ProviderAdapter, "settings">): string | null {
  const isToken = ([, field]: [string, { meta(): object | undefined }]) =>
    (field.meta() as { hookToken?: boolean } | undefined)?.hookToken === true;
  return Object.entries(settings.shape).find(isToken)?.[0] ?? null;
}
