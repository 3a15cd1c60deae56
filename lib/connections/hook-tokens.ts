import type { ProviderAdapter } from "#lib/providers/contract";

/** A shorter token of a hook is guessed. One that is stored already goes on working. */
export const fewestTokenCharacters = 16;

/** The name of the setting that is the hook's token; null where the provider has none. */
export function hookTokenOf({ settings }: Pick<ProviderAdapter, "settings">): string | null {
  const isToken = ([, field]: [string, { meta(): object | undefined }]) =>
    (field.meta() as { hookToken?: boolean } | undefined)?.hookToken === true;
  return Object.entries(settings.shape).find(isToken)?.[0] ?? null;
}
