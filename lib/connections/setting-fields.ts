/** A provider's settings as form fields, made from its schema: no provider has a form of its own. */
import { z } from "zod";
import { adapterFor } from "#lib/providers/registry";

export interface SettingField {
  name: string;
  /** `json`: something with parts of its own, edited as text. */
  kind: "text" | "password" | "url" | "number" | "select" | "switch" | "country" | "json";
  required: boolean;
  /** Encrypted at rest; never leaves the server. */
  secret: boolean;
  /** What an empty field means, as text; "" when it means nothing. */
  default: string;
  placeholder: string;
  /** Of a `select`. */
  options?: string[];
}

interface Meta {
  secret?: boolean;
  placeholder?: string;
}

/** @throws when no provider has this id */
export function settingsFields(provider: string): SettingField[] {
  return fieldsOf(adapterFor(provider).settings.shape);
}

/** Fields in the order of the schema. */
export function fieldsOf(shape: Record<string, z.ZodType>): SettingField[] {
  return Object.entries(shape).map(([name, field]) => {
    // `unrepresentable`: a transformed field is described by what goes into it.
    const json = z.toJSONSchema(field, { io: "input", unrepresentable: "any" });
    const { secret = false, placeholder = "" } = json as Meta;
    const options = json.enum?.map(String);
    return {
      name,
      kind: kindOf(name, json, secret),
      required: !field.safeParse(undefined).success,
      secret,
      default: toText(json.default),
      placeholder,
      ...(options && { options }),
    };
  });
}

function kindOf(
  name: string,
  json: z.core.JSONSchema.BaseSchema,
  secret: boolean,
): SettingField["kind"] {
  if (secret) return "password";
  // Every provider has this one: it gives national numbers their meaning.
  if (name === "country") return "country";
  if (json.enum) return "select";
  if (json.type === "boolean") return "switch";
  if (json.type === "number" || json.type === "integer") return "number";
  if (json.type === "object" || json.type === "array") return "json";
  return json.format === "uri" ? "url" : "text";
}

/** A setting as its field shows it. */
export function toText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value, null, 2) : String(value);
}
