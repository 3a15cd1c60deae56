import type { ProviderAdapter } from "#lib/providers/contract";

/** Whether a connection can do this: its adapter has the method, and its settings leave it with a use. */
export function can(
  { adapter, settings }: { adapter: ProviderAdapter; settings: unknown },
  method: keyof ProviderAdapter,
): boolean {
  return Boolean(adapter[method]) && !adapter.unused?.(settings).includes(method);
}
