/** Settings from a connection's form: the typed text, parsed and validated by the adapter's schema. */
import { ActionError } from "#lib/auth/action-error";
import { adapterFor } from "#lib/providers/registry";
import { leadsElsewhere } from "./addresses";
import {
  fewestTokenCharacters,
  hookTokenOf,
  settingsFields,
  type SettingField,
} from "./setting-fields";
import { validateSettings, type Settings } from "./settings";

/** Text by field, as typed. Switches send "on" or "". */
export interface FormSettings {
  values: Record<string, string>;
  /**
   * Secrets to delete; an empty secret field otherwise keeps the stored value, while every address names
   * the server it named.
   */
  cleared: string[];
}

/**
 * @param stored the settings whose secrets the form may keep
 * @throws {ActionError} with a code for each wrong field, under `settings.<name>`
 */
export function validFormSettings(
  provider: string,
  form: FormSettings,
  stored?: Settings,
): Settings {
  const adapter = adapterFor(provider);
  const token = hookTokenOf(adapter) ?? "";
  const valid = validateSettings(provider, settingsFromForm(provider, form, stored));
  if (!valid.ok) throw wrongFields(Object.entries(valid.codes));
  // A secret is for the server it was typed for: whoever changes the address has to know it.
  const kept = stored && leadsElsewhere(provider, stored, valid.value) ? keptSecrets() : [];
  if (kept.length > 0) throw wrongFields(kept.map(({ name }) => [name, "retype"]));
  // What is stored already may stay as short as it is; without a token nothing is accepted.
  const typed = valid.value[token];
  const isShort = typeof typed === "string" && typed !== "" && typed.length < fewestTokenCharacters;
  if (isShort && typed !== stored?.[token]) throw wrongFields([[token, "tokenShort"]]);
  return valid.value;

  function keptSecrets(): SettingField[] {
    const isKept = (field: SettingField) =>
      field.secret && !form.values[field.name]?.trim() && storedSecret(field, form, stored!);
    // What is for the hook alone goes to no server.
    const stays = (field: SettingField) => field.name === token && adapter.newHookToken;
    return settingsFields(provider).filter((field) => isKept(field) && !stays(field));
  }
}

function wrongFields(codes: [string, string][]): ActionError {
  const fields = codes.map(([name, code]) => [`settings.${name}`, code]);
  return new ActionError("invalid", {
    fields: Object.fromEntries(fields) as Record<string, string>,
  });
}

/** Parses the form's text into values for the adapter's schema. */
export function settingsFromForm(
  provider: string,
  form: FormSettings,
  stored: Settings = {},
): Settings {
  const entries = settingsFields(provider).flatMap((field) => {
    const text = form.values[field.name]?.trim() ?? "";
    const value =
      field.secret && text === "" ? storedSecret(field, form, stored) : fromText(field, text);
    return value === undefined ? [] : [[field.name, value] as const];
  });
  return Object.fromEntries(entries);
}

function storedSecret(field: SettingField, form: FormSettings, stored: Settings): unknown {
  return form.cleared.includes(field.name) ? undefined : stored[field.name];
}

/** Empty text is an absent value: the schema applies its default or reports the missing field. */
function fromText(field: SettingField, text: string): unknown {
  if (field.kind === "switch") return text !== "";
  if (text === "") return undefined;
  if (field.kind === "number") return Number(text);
  if (field.kind !== "json") return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The schema refuses text and names the field.
    return text;
  }
}
