import { clearedName, settingName } from "./setting-input";
import type { SettingField } from "#lib/connections/setting-fields";

/** What was typed, as the actions take it. */
export function readForm(form: HTMLFormElement, fields: SettingField[]) {
  const data = new FormData(form);
  const text = (name: string) => String(data.get(name) ?? "");
  return {
    name: text("name"),
    slug: text("slug"),
    settings: {
      values: Object.fromEntries(fields.map(({ name }) => [name, text(settingName(name))])),
      cleared: data.getAll(clearedName).map(String),
    },
  };
}
