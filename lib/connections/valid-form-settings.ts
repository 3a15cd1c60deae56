import { ActionError } from "#lib/auth/action";
import { settingsFromForm, type FormSettings } from "./form-settings";
import { validateSettings, type Settings } from "./settings";

/** @throws {ActionError} that names each wrong field as `settings.<name>` */
export function validFormSettings(
  provider: string,
  form: FormSettings,
  stored?: Settings,
): Settings {
  const valid = validateSettings(provider, settingsFromForm(provider, form, stored));
  if (valid.ok) return valid.value;
  const fields = Object.entries(valid.codes).map(([name, code]) => [`settings.${name}`, code]);
  throw new ActionError("invalid", {
    fields: Object.fromEntries(fields) as Record<string, string>,
  });
}
