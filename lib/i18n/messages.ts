import { adapters } from "#lib/providers/registry";
import type { Locale } from "./locales";

const namespaces = [
  "common",
  "shell",
  "signIn",
  "people",
  "errors",
  "contacts",
  "companies",
  "connections",
  "health",
  "simulators",
  "calls",
  "alerts",
  "callbacks",
  "leads",
  "leadForm",
  "campaigns",
  "sms",
  "statistics",
  "team",
  "outcomes",
  "notes",
  "card",
  "duplicates",
  "numbers",
  "import",
  "export",
  "timeline",
  "recordings",
  "audit",
  "shortcuts",
  "search",
] as const;

/** Loads all messages of a language; a provider's own are under `providers.<id>`. */
export async function loadMessages(locale: Locale): Promise<Record<string, unknown>> {
  const files = await Promise.all(
    namespaces.map(async (name) => {
      const file = (await import(`../../messages/${locale}/${name}.json`)) as { default: object };
      return [name, file.default] as const;
    }),
  );
  const providers = adapters.map((adapter) => [adapter.id, adapter.messages[locale]] as const);
  return { ...Object.fromEntries(files), providers: Object.fromEntries(providers) };
}
