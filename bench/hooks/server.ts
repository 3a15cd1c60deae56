// The product, with one more provider: the one whose wire is JSON over a hook.
import type { ProviderAdapter } from "#lib/providers/contract";
import { adapters } from "#lib/providers/registry";
import { jsonProvider } from "#lib/testing/kit/json-provider";

(adapters as ProviderAdapter[]).push(jsonProvider);
await import("../../server");
