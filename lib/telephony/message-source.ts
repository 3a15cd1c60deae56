import { adapterFor } from "#lib/providers/registry";
import type { MessageSource } from "./apply-messages";

/** Who reads a connection's messages, whether or not its secrets can be opened. */
export function messageSource(row: {
  id: string;
  slug: string;
  provider: string;
  settings: string;
}): MessageSource {
  const { country } = JSON.parse(row.settings) as { country: string };
  return { connectionId: row.id, slug: row.slug, country, adapter: adapterFor(row.provider) };
}
