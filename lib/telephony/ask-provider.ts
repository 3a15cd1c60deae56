/** What an administrator asks a connection's provider: whether the settings work, and who its people are. */
import { type CommandResult, refusal } from "#lib/base/command-result";
import { log } from "#lib/base/log";
import type { AbilityOutcome, ConnectionView } from "#lib/connections/connection-view";
import type { CheckRequest } from "#lib/connections/ports";
import { openSettings, validateSettings } from "#lib/connections/settings";
import { withAdapter } from "#lib/connections/with-adapter";
import { db } from "#lib/db/client";
import { createOutgoing } from "#lib/outgoing/client";
import { permissionsFor } from "#lib/outgoing/permissions";
import type { CheckResult, DirectoryEntry, Logger } from "#lib/providers/contract";
import { withTimeLimit } from "#lib/providers/kit/time-limit";
import { adapterFor } from "#lib/providers/registry";
import type { Health } from "./health";

/** In ms: our own address answers at once, or not at all. */
const patience = 5_000;
/** How long a provider may take to check settings, in ms. */
const checkPatience = 10_000;

/** Tries settings at the provider without saving them or touching the live link. */
export async function checkConnection({
  provider,
  settings: input,
  connection,
}: CheckRequest): Promise<CommandResult<CheckResult>> {
  const adapter = adapterFor(provider);
  const settings = validateSettings(provider, input);
  if (!settings.ok) return refusal("invalid", "Some fields are wrong");
  if (!adapter.check) return refusal("cannot", "This provider has no test");
  const { id, slug } = connection ?? {};
  const open = { id, slug, adapter, settings: settings.value, log: log() };
  const checked = await withAdapter(open, checkPatience, (ctx) => adapter.check!(ctx));
  return checked.ok ? { ok: true, ...checked.value } : checked;
}

export async function testConnection(
  connectionId: string,
  options: { views(): Promise<ConnectionView[]>; health: Health; publicUrl: string | null },
): Promise<AbilityOutcome[]> {
  const row = await db().connection.findUniqueOrThrow({ where: { id: connectionId } });
  const adapter = adapterFor(row.provider);
  const outcomes: AbilityOutcome[] = [];
  if (adapter.connect) {
    const view = (await options.views()).find((connection) => connection.slug === row.slug);
    if (view) outcomes.push(linkOutcome(view));
  }
  if (adapter.receiveWebhook) {
    outcomes.push(hookOutcome(options.health.of(connectionId).hooks.lastAcceptedAt));
    outcomes.push(await addressOutcome(options.publicUrl, row.slug));
  }
  if (adapter.check) {
    const settings = await openSettings(row).catch(() => null);
    outcomes.push(...(await settingsOutcomes(row, settings)));
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

/** Whether the address that the provider has leads here, as far as this machine can see. */
async function addressOutcome(publicUrl: string | null, slug: string): Promise<AbilityOutcome> {
  if (!publicUrl) return { ability: "address", ok: null, code: "no-public-url", detail: null };
  const own = createOutgoing(permissionsFor(new URL(publicUrl)));
  const answer = await withTimeLimit(patience, [], (signal) =>
    own.fetch(`${publicUrl}/api/hooks/${slug}`, { signal }),
  ).catch(() => null);
  // Our own door alone answers so: hooks are posts.
  const ours = answer?.status === 405 && answer.headers.get("allow") === "POST";
  if (ours) return { ability: "address", ok: true, code: "reachable", detail: null };
  const detail = answer ? `HTTP ${answer.status}` : null;
  return { ability: "address", ok: false, code: answer ? "elsewhere" : "unreachable", detail };
}

async function settingsOutcomes(
  connection: { id: string; slug: string; provider: string },
  settings: unknown,
): Promise<AbilityOutcome[]> {
  if (!settings) {
    return [{ ability: "settings", ok: false, code: "unreadable-settings", detail: null }];
  }
  const { provider } = connection;
  const checked = await checkConnection({ provider, settings, connection });
  if (!checked.ok) {
    return [{ ability: "settings", ok: false, code: checked.code, detail: checked.message }];
  }
  const { detail, code = null, about, warning, abilities = [] } = checked;
  const { untested, untestedCode = null } = checked;
  const ability = "settings";
  const warned = { code: checked.warningCode ?? null, about: checked.warningAbout };
  return [
    { ability, ok: untested ? null : true, code, detail, about },
    ...(untested ? [{ ability, ok: null, code: untestedCode, detail: untested } as const] : []),
    ...(warning ? [{ ability, ok: null, ...warned, detail: warning } as const] : []),
    ...abilities.map((found) => ({ ...found, code: found.code ?? null })),
  ];
}

/** An administrator waits for it at most this long, in ms. */
const directoryPatience = 10_000;

/** The provider's people, whether or not the connection is switched on. */
export async function readDirectory(
  connectionId: string,
  log: Logger,
): Promise<CommandResult<{ people: DirectoryEntry[] }>> {
  const row = await db().connection.findUnique({ where: { id: connectionId } });
  if (!row) return refusal("not-found", "There is no such connection");
  const adapter = adapterFor(row.provider);
  if (!adapter.directory) return refusal("cannot", "This provider lists no people");
  const read = await withAdapter(
    { id: row.id, slug: row.slug, adapter, settings: null, log },
    directoryPatience,
    async (ctx) => adapter.directory!({ ...ctx, settings: await openSettings(row) }),
  );
  return read.ok ? { ok: true, people: read.value } : read;
}
