import { validateSettings } from "#lib/connections/settings";
import { log } from "#lib/log";
import type { CheckResult } from "#lib/providers/contract";
import { adapterFor } from "#lib/providers/registry";
import { commandFailure } from "#lib/telephony/command-failure";
import type { CommandResult } from "./hub";

/** In ms. */
const patience = 10_000;

/** Tries settings at the provider without saving them or touching the live link. */
export async function checkConnection(
  provider: string,
  input: unknown,
): Promise<CommandResult<CheckResult>> {
  const adapter = adapterFor(provider);
  const settings = validateSettings(provider, input);
  if (!settings.ok) return { ok: false, code: "invalid", message: "Some fields are wrong" };
  if (!adapter.check) return { ok: false, code: "cannot", message: "This provider has no test" };
  try {
    const checked = await adapter.check({
      settings: settings.value,
      log: log(),
      fetch,
      now: () => new Date(),
      signal: AbortSignal.timeout(patience),
    });
    return { ok: true, ...checked };
  } catch (error) {
    return { ok: false, ...commandFailure(error, log()), provider };
  }
}
