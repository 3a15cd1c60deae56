/**
 * Commands from people to providers. The request itself is recorded as a call event before the
 * provider hears of it, so the call is on screen at once and a refusal has a row to be written to.
 */
import { db } from "#lib/db/client";
import { recordCallEvent } from "#lib/calls/record-call-event";
import { isDialable } from "#lib/phone-number";
import type { Logger } from "#lib/providers/contract";
import type { CommandResult } from "#lib/server/hub";
import type { Runtime, Supervisor } from "./supervisor";

/** A second click on the same number within this time, in ms, is the same click. */
const doubleClick = 3_000;
/** People wait for an answer at most this long, in ms. */
const patience = 5_000;

export interface PlaceCallRequest {
  userId: string;
  number: string;
  contactId?: string;
  connection?: string;
}

export function createDispatcher(options: {
  supervisor: Supervisor;
  log: Logger;
  publishCall(callId: string): Promise<void>;
}) {
  const { supervisor, publishCall } = options;

  async function placeCall(request: PlaceCallRequest): Promise<CommandResult<{ callId: string }>> {
    if (!isDialable(request.number)) {
      return refusal("not-dialable", `Cannot dial this: ${request.number.slice(0, 40)}`);
    }
    const line = await pickLine(request);
    if (!line) return refusal("no-line", "You have no extension on a connection that can call");
    const { runtime, extension } = line;
    const source = { connectionId: runtime.id, country: runtime.country };
    const already = await recentRequest(request, runtime.id);
    if (already) return { ok: true, callId: already };

    const recorded = await recordCallEvent(
      { kind: "call:requested", clientNumber: request.number.trim(), extension },
      source,
      { at: new Date(), requestedById: request.userId, contactId: request.contactId },
    );
    const callId = recorded!.callId;
    await publishCall(callId);
    try {
      await runtime.adapter.placeCall!(
        { extension, number: request.number.trim() },
        commandContext(runtime),
      );
      return { ok: true, callId };
    } catch (error) {
      const { code, message } = asProviderError(error, options.log);
      await recordCallEvent({ kind: "call:refused", reason: message }, source, {
        at: new Date(),
        callId,
      });
      await publishCall(callId);
      return { ok: false, code, message, provider: runtime.adapter.id };
    }
  }

  async function transferCall(request: {
    userId: string;
    callId: string;
    extension: string;
  }): Promise<CommandResult> {
    const call = await db().call.findFirst({
      where: {
        id: request.callId,
        state: { not: "ended" },
        legs: { some: { userId: request.userId, state: { in: ["ringing", "answered"] } } },
      },
    });
    if (!call?.externalId) return refusal("no-call", "This call is not yours, or is over");
    const runtime = supervisor.runtime(call.connectionId);
    if (!runtime?.adapter.transfer)
      return refusal("cannot", "This connection can't transfer calls");
    try {
      await runtime.adapter.transfer(
        { externalId: call.externalId, extension: request.extension },
        commandContext(runtime),
      );
      return { ok: true };
    } catch (error) {
      return { ok: false, ...asProviderError(error, options.log), provider: runtime.adapter.id };
    }
  }

  /** The named connection, else the one of the client's last call, else the person's first. */
  async function pickLine(request: PlaceCallRequest) {
    const extensions = await db().extension.findMany({
      where: {
        userId: request.userId,
        connection: { enabled: true, ...(request.connection && { slug: request.connection }) },
      },
      orderBy: { connection: { createdAt: "asc" } },
    });
    const lines = extensions.flatMap(({ connectionId, number }) => {
      const runtime = supervisor.runtime(connectionId);
      return runtime?.adapter.placeCall ? [{ runtime, extension: number }] : [];
    });
    if (lines.length < 2) return lines[0];
    const last = await db().call.findFirst({
      where: { connectionId: { in: lines.map((line) => line.runtime.id) }, ...sameClient(request) },
      orderBy: { startedAt: "desc" },
      select: { connectionId: true },
    });
    return lines.find((line) => line.runtime.id === last?.connectionId) ?? lines[0];
  }

  return { placeCall, transferCall };
}

function sameClient({ contactId, number }: PlaceCallRequest) {
  return contactId ? { contactId } : { clientRaw: number.trim() };
}

async function recentRequest(request: PlaceCallRequest, connectionId: string) {
  const call = await db().call.findFirst({
    where: {
      connectionId,
      requestedById: request.userId,
      clientRaw: request.number.trim(),
      state: { not: "ended" },
      startedAt: { gte: new Date(Date.now() - doubleClick) },
    },
    select: { id: true },
  });
  return call?.id;
}

function commandContext(runtime: Runtime) {
  return {
    settings: runtime.settings,
    link: runtime.link,
    log: runtime.log,
    fetch,
    now: () => new Date(),
    signal: AbortSignal.any([runtime.abort.signal, AbortSignal.timeout(patience)]),
  };
}

function refusal(code: string, message: string) {
  return { ok: false as const, code, message };
}

function asProviderError(error: unknown, log: Logger): { code: string; message: string } {
  if (error instanceof Error && error.name === "ProviderError" && "code" in error) {
    return { code: String(error.code), message: error.message };
  }
  if (error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError")) {
    return { code: "timeout", message: "The provider did not answer in time" };
  }
  log.error({ err: error }, "a command failed");
  return { code: "failed", message: "The command failed; the log has the reason" };
}
