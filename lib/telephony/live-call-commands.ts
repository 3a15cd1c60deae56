/** What a person does with a call they are in: hang up, hand over. */
import { db } from "#lib/db/client";
import type { CommandContext, Logger, ProviderAdapter } from "#lib/providers/contract";
import type { CommandResult } from "#lib/server/hub";
import { refusal, runCommand } from "./run-command";
import type { Supervisor } from "./supervisor";

export interface OwnCall {
  userId: string;
  callId: string;
}

export function createLiveCallCommands({
  supervisor,
  log,
}: {
  supervisor: Pick<Supervisor, "runtime">;
  log: Logger;
}) {
  /** Only a call that rings or talks at the person themselves, whatever their role. */
  async function command(
    { userId, callId }: OwnCall,
    method: "transfer" | "hangUp",
    run: (
      adapter: ProviderAdapter,
      externalId: string,
      ctx: CommandContext<unknown, unknown>,
    ) => Promise<void> | undefined,
  ): Promise<CommandResult> {
    const call = await db().call.findFirst({
      where: {
        id: callId,
        state: { not: "ended" },
        legs: { some: { userId, state: { in: ["ringing", "answered"] } } },
      },
      select: { connectionId: true, externalId: true },
    });
    if (!call?.externalId) return refusal("no-call", "This call is not yours, or is over");
    const { connectionId, externalId } = call;
    const runtime = supervisor.runtime(connectionId);
    if (!runtime?.adapter[method]) return refusal("cannot", "This connection can't do that");
    const done = await runCommand(runtime, log, async (ctx) =>
      run(runtime.adapter, externalId, ctx),
    );
    return done.ok ? { ok: true } : done;
  }

  return {
    transferCall: ({ extension, ...call }: OwnCall & { extension: string }) =>
      command(call, "transfer", (adapter, externalId, ctx) =>
        adapter.transfer?.({ externalId, extension }, ctx),
      ),
    hangUpCall: (call: OwnCall) =>
      command(call, "hangUp", (adapter, externalId, ctx) => adapter.hangUp?.({ externalId }, ctx)),
  };
}
