import type { ProviderAdapter } from "./contract";

/**
 * Erases the types of an adapter's settings and link: outside its folder an adapter is a
 * `ProviderAdapter`. That is safe, because settings come from the adapter's own schema and the link
 * from its own `connect`, and callers hand back what they got.
 */
export function defineProvider<Settings, Link = null>(
  adapter: ProviderAdapter<Settings, Link>,
): ProviderAdapter {
  return adapter;
}
