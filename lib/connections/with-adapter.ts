/** One request to a provider: the context its adapter is handed, a limit on its time, its failure in words. */
import { currentTime } from "#lib/base/clock";
import { isUnanswered, type CommandRefusal, type CommandResult } from "#lib/base/command-result";
import { commands, secondsSince } from "#lib/metrics/instruments";
import {
  isProviderError,
  type AdapterContext,
  type CommandContext,
  type Logger,
  type ProviderAdapter,
} from "#lib/providers/contract";
import { outgoingFor } from "#lib/outgoing/client";
import { withTimeLimit } from "#lib/providers/kit/time-limit";
import { adapterFor } from "#lib/providers/registry";
import { openSettings } from "./settings";

/** A connection whose settings can be read, whether or not its link is open. */
export interface OpenConnection {
  /** Whose addresses may be gone to, beside everybody's; absent while it is not saved. */
  id?: string;
  slug?: string;
  adapter: ProviderAdapter;
  settings: unknown;
  log: Logger;
  /** Aborts when the connection is closed; absent where it is opened for one request. */
  abort?: AbortController;
  /** What the adapter's `connect` returned; null while the link is closed. */
  link?: unknown;
}

/** Opens a connection's row. @throws when a secret among its settings can't be read */
export async function openConnection(
  row: { id: string; slug: string; provider: string; settings: string },
  log: Logger,
): Promise<OpenConnection> {
  const { id, slug, provider } = row;
  return { id, slug, adapter: adapterFor(provider), settings: await openSettings(row), log };
}

/** What an adapter is handed for the impure world. @param signal ends its use; by default, with the connection */
export function adapterContext(
  { id, slug, settings, log, abort = new AbortController() }: OpenConnection,
  signal = abort.signal,
): AdapterContext<unknown> {
  const { fetch, openSocket } = outgoingFor({ id, slug });
  return { settings, log, fetch, openSocket, now: () => currentTime(), signal };
}

/**
 * Asks the provider for something.
 * @param patience how long it may take to answer, in ms
 * @returns what `use` returned, or why it failed; never throws
 */
export async function withAdapter<T>(
  connection: OpenConnection,
  patience: number,
  use: (ctx: CommandContext<unknown, unknown>) => Promise<T>,
): Promise<CommandResult<{ value: T }>> {
  const { adapter, log, abort, link = null } = connection;
  try {
    const value = await withTimeLimit(patience, [abort?.signal], (signal) =>
      use({ ...adapterContext(connection, signal), link }),
    );
    return { ok: true, value };
  } catch (error) {
    return { ok: false, ...failureOf(error, log), provider: adapter.id };
  }
}

/** What people, or the program for them, have providers do. */
export interface Command {
  command: "call" | "transfer" | "hang-up" | "route" | "text" | "callback" | "campaign";
  /** How long the provider may take to answer, in ms. */
  patience: number;
  /** Of the call it is about, the text or the campaign. */
  callId?: string;
  smsId?: string;
  campaignId?: string;
}

/** Has the provider do something: counted, and a line in the log. @returns as `withAdapter` */
export async function runCommand<T>(
  connection: OpenConnection,
  { patience, ...about }: Command,
  use: (ctx: CommandContext<unknown, unknown>) => Promise<T>,
): Promise<CommandResult<{ value: T }>> {
  const begun = performance.now();
  const result = await withAdapter(connection, patience, use);
  const outcome = result.ok ? "ok" : isUnanswered(result) ? "unanswered" : "refused";
  const { slug = "unsaved", adapter, log } = connection;
  const { command } = about;
  commands.inc({ command, connection: slug, provider: adapter.id, outcome });
  const seconds = Number(secondsSince(begun).toFixed(3));
  const code = result.ok ? undefined : result.code;
  log.info({ ...about, connection: slug, outcome, code, seconds }, "command");
  return result;
}

function failureOf(error: unknown, log: Logger): Omit<CommandRefusal, "ok"> {
  if (isProviderError(error)) {
    const { code, message, field } = error;
    return { code, message, ...(field && { field }) };
  }
  if (error instanceof Error && error.name === "AbortError") {
    return { code: "timeout", message: "The provider did not answer in time" };
  }
  log.error({ err: error }, "a command failed");
  return { code: "failed", message: "The command failed; the log has the reason" };
}
