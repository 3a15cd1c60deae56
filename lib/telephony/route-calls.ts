/**
 * Smart transfer: answers calls that ask where to go. The choice is recorded once a call, before the
 * provider is asked to transfer it: whoever finds it recorded, after a crash or in another copy of the
 * program, sends nothing.
 */
import PQueue from "p-queue";
import { currentTime } from "#lib/base/clock";
import { chooseExtension, type RoutedCall } from "#lib/calls/choose-extension";
import { recordCallEvents } from "#lib/calls/record-call-events";
import { db } from "#lib/db/client";
import type { Logger } from "#lib/providers/contract";
import type { AskingCall, Audience } from "./audience";
import type { LinkCommands } from "./link-commands";
import { commandPatience, type Runtime, type Runtimes } from "./runtime";

export interface CallRouter {
  route(calls: readonly AskingCall[]): void;
  /** Resolves when all of them are decided and sent. */
  idle(): Promise<void>;
}

export function createCallRouter(options: {
  runtimes: Pick<Runtimes, "runtime">;
  linkCommands: LinkCommands;
  log: Logger;
  audience: Pick<Audience, "calls">;
}): CallRouter {
  const { runtimes, linkCommands, log, audience } = options;
  /** One after the other: the first call makes its owner busy for the second. */
  const deciding = new PQueue({ concurrency: 1 });
  const sending = new PQueue();

  async function decide({ source, externalId }: AskingCall): Promise<void> {
    const runtime = runtimes.runtime(source.connectionId);
    const settings = runtime?.adapter.transfer && runtime.adapter.smartTransfer?.(runtime.settings);
    if (!runtime || !settings) return;
    const call = await stillAsking(source.connectionId, externalId);
    if (!call) return;
    const { extension, reason } = await chooseExtension(call, settings.fallback);
    const event = { kind: "call:routed", extension, reason } as const;
    const about = { source, callId: call.id };
    const routed = await recordCallEvents([{ event, ...about, receivedAt: currentTime() }]);
    if (routed.length === 0) return;
    if (extension !== null) {
      sending
        .add(() => send(runtime, { extension, externalId, ...about }))
        .catch((error: unknown) => log.error({ err: error }, "a failure could not be recorded"));
    }
    audience.calls(routed);
  }

  async function send(
    runtime: Runtime,
    to: AskingCall & { extension: string; callId: string },
  ): Promise<void> {
    const { externalId, extension, source, callId } = to;
    const about = { command: "route", patience: commandPatience, callId } as const;
    const order = { method: "transfer", request: { externalId, extension } } as const;
    const sent = await linkCommands.run(runtime, about, order);
    if (sent.ok) return;
    log.warn({ callId, code: sent.code }, "a call could not be sent where it belongs");
    const event = { kind: "call:route-failed", failure: sent.message } as const;
    audience.calls(await recordCallEvents([{ event, source, callId, receivedAt: currentTime() }]));
  }

  return {
    route(calls) {
      for (const call of calls) {
        deciding
          .add(() => decide(call))
          .catch((error: unknown) => log.error({ err: error }, "a call could not be routed"));
      }
    },
    async idle() {
      await deciding.onIdle();
      await sending.onIdle();
    },
  };
}

/** The call, unless it is history, has been routed, or has found somebody by itself. */
async function stillAsking(connectionId: string, externalId: string): Promise<RoutedCall | null> {
  const call = await db().call.findUnique({
    where: { connectionId_externalId: { connectionId, externalId } },
    include: { legs: { select: { id: true }, take: 1 } },
    omit: { told: true },
  });
  const asks =
    call?.state === "ringing" && !call.replayed && !call.routing && call.legs.length === 0;
  return asks ? call : null;
}
