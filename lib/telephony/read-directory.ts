import { db } from "#lib/db/client";
import { openSettings } from "#lib/connections/settings";
import type { DirectoryEntry, Logger } from "#lib/providers/contract";
import { adapterFor } from "#lib/providers/registry";
import type { CommandResult } from "#lib/server/hub";
import { commandFailure } from "./command-failure";

/** An administrator waits for it at most this long, in ms. */
const patience = 10_000;

/** The provider's people, whether or not the connection is switched on. */
export async function readDirectory(
  connectionId: string,
  log: Logger,
): Promise<CommandResult<{ people: DirectoryEntry[] }>> {
  const row = await db().connection.findUnique({ where: { id: connectionId } });
  if (!row) return { ok: false, code: "not-found", message: "There is no such connection" };
  const adapter = adapterFor(row.provider);
  if (!adapter.directory) {
    return { ok: false, code: "cannot", message: "This provider lists no people" };
  }
  try {
    const people = await adapter.directory({
      settings: await openSettings(row),
      log,
      fetch,
      now: () => new Date(),
      signal: AbortSignal.timeout(patience),
    });
    return { ok: true, people };
  } catch (error) {
    return { ok: false, ...commandFailure(error, log), provider: adapter.id };
  }
}
