/** One command to a provider: in time, and with its No in words. */
import type { CommandContext, Logger } from "#lib/providers/contract";
import type { CommandResult } from "#lib/server/hub";
import { adapterContext } from "./adapter-context";
import { commandFailure } from "./command-failure";
import type { Runtime } from "./supervisor";

/** People wait for an answer at most this long, in ms. */
const patience = 5_000;

/** Codes that leave open whether the provider has heard the command. */
const unanswered = new Set(["timeout", "connection-lost"]);

export const isUnanswered = ({ code }: { code: string }) => unanswered.has(code);

/** @returns what the command returned, or why it failed; never throws */
export async function runCommand<T>(
  runtime: Runtime,
  log: Logger,
  command: (ctx: CommandContext<unknown, unknown>) => Promise<T>,
): Promise<CommandResult<{ value: T }>> {
  const { link, adapter } = runtime;
  try {
    return { ok: true, value: await command({ ...adapterContext(runtime, patience), link }) };
  } catch (error) {
    return { ok: false, ...commandFailure(error, log), provider: adapter.id };
  }
}

export function refusal(code: string, message: string) {
  return { ok: false as const, code, message };
}
