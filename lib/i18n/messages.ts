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
  "popup",
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
  "client",
  "duplicates",
  "numbers",
  "import",
  "export",
  "timeline",
  "recordings",
  "shortcuts",
  "dial",
  "search",
] as const;

/** All words of a language; a provider brings its own, under `providers.<id>`. */
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
