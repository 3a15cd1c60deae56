import { log } from "#lib/base/log";
import type { CallSource } from "#lib/calls/stored-call";
import type { ProviderAdapter } from "#lib/providers/contract";
import type { Runtime } from "#lib/telephony/runtime";

/** A connection as the supervisor runs it, without a link. */
export function testRuntime(
  connection: CallSource,
  adapter: ProviderAdapter,
  settings: unknown = {},
): Runtime {
  return {
    id: connection.connectionId,
    slug: connection.slug,
    adapter,
    settings,
    source: { ...connection, adapter },
    link: null,
    log: log(),
    abort: new AbortController(),
    publishExtensions: async () => undefined,
    heard: async () => undefined,
  };
}
