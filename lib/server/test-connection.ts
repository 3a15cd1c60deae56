/** Each ability of a connection, tried without disturbing anybody, in plain words. */
import { openSettings } from "#lib/connections/settings";
import { db } from "#lib/db/client";
import { adapterFor } from "#lib/providers/registry";
import type { ConnectionView } from "#lib/realtime/events";
import type { Health } from "#lib/telephony/health";
import { checkConnection } from "./check-connection";
import type { AbilityOutcome } from "./hub";

/** In ms: our own address answers at once, or not at all. */
const patience = 5_000;

export async function testConnection(
  connectionId: string,
  options: { views(): Promise<ConnectionView[]>; health: Health; publicUrl: string | null },
): Promise<AbilityOutcome[]> {
  const row = await db().connection.findUniqueOrThrow({ where: { id: connectionId } });
  const adapter = adapterFor(row.provider);
  const outcomes: AbilityOutcome[] = [];
  if (adapter.connect) {
    const view = (await options.views()).find((one) => one.slug === row.slug);
    if (view) outcomes.push(linkOutcome(view));
  }
  if (adapter.receiveWebhook) {
    outcomes.push(hookOutcome(options.health.of(connectionId).hooks.lastAcceptedAt));
    outcomes.push(await addressOutcome(options.publicUrl, row.slug));
  }
  if (adapter.check) {
    const settings = await openSettings(row).catch(() => null);
    outcomes.push(...(await settingsOutcomes(row.provider, settings)));
  }
  return outcomes;
}

function linkOutcome({ state, code, detail }: ConnectionView): AbilityOutcome {
  const ok = state === "online";
  return { ability: "link", ok, code: code ?? `state-${state}`, detail };
}

function hookOutcome(lastAt: string | null): AbilityOutcome {
  return lastAt
    ? { ability: "hook", ok: true, code: "heard", detail: null, at: lastAt }
    : { ability: "hook", ok: null, code: "unheard", detail: null };
}

/** Whether the address that the provider has leads here, as far as this machine can tell. */
async function addressOutcome(publicUrl: string | null, slug: string): Promise<AbilityOutcome> {
  if (!publicUrl) return { ability: "address", ok: null, code: "no-public-url", detail: null };
  const answer = await fetch(`${publicUrl}/api/hooks/${slug}`, {
    redirect: "manual",
    signal: AbortSignal.timeout(patience),
  }).catch(() => null);
  // Our own door alone answers so: hooks are posts.
  const ours = answer?.status === 405 && answer.headers.get("allow") === "POST";
  if (ours) return { ability: "address", ok: true, code: "reachable", detail: null };
  const detail = answer ? `HTTP ${answer.status}` : null;
  return { ability: "address", ok: false, code: answer ? "elsewhere" : "unreachable", detail };
}

async function settingsOutcomes(provider: string, settings: unknown): Promise<AbilityOutcome[]> {
  if (!settings) {
    return [{ ability: "settings", ok: false, code: "unreadable-settings", detail: null }];
  }
  const checked = await checkConnection(provider, settings);
  if (!checked.ok) {
    return [{ ability: "settings", ok: false, code: checked.code, detail: checked.message }];
  }
  const { detail, warning, abilities = [] } = checked;
  return [
    { ability: "settings", ok: true, code: null, detail },
    ...(warning ? [{ ability: "settings", ok: null, code: null, detail: warning } as const] : []),
    ...abilities.map((one) => ({ ...one, code: null })),
  ];
}
