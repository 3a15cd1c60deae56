import { settingsFields, type SettingField } from "./setting-fields";
import type { Settings } from "./settings";

/** What a person typed: text by field. Switches send "on" or "". */
export interface FormSettings {
  values: Record<string, string>;
  /** Secrets to forget; an empty secret field means "as it was". */
  cleared: string[];
}

/** From the form's text to what the adapter's schema reads. */
export function settingsFromForm(
  provider: string,
  form: FormSettings,
  stored: Settings = {},
): Settings {
  const entries = settingsFields(provider).flatMap((field) => {
    const text = form.values[field.name]?.trim() ?? "";
    const value = field.secret && text === "" ? kept(field, form, stored) : fromText(field, text);
    return value === undefined ? [] : [[field.name, value] as const];
  });
  return Object.fromEntries(entries);
}

function kept(field: SettingField, form: FormSettings, stored: Settings): unknown {
  return form.cleared.includes(field.name) ? undefined : stored[field.name];
}

/** Nothing typed is nothing said: the schema's default holds, or it tells that the field is missing. */
function fromText(field: SettingField, text: string): unknown {
  if (field.kind === "switch") return text !== "";
  if (text === "") return undefined;
  if (field.kind === "number") return Number(text);
  if (field.kind !== "json") return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // As text, the schema refuses it by name.
    return text;
  }
}
