import { plainView, type ViewOptions } from "#lib/contacts/list-options";

/** A list's view as the server takes it. */
export function storedView(options: ViewOptions) {
  const kept = Object.keys(plainView) as (keyof ViewOptions)[];
  const entries = kept.map((name) => [name, options[name]] as const);
  return {
    ...(Object.fromEntries(entries) as unknown as ViewOptions),
    columns: options.columns.join(","),
  };
}
