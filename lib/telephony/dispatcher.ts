/**
 * Commands from people to providers. The request itself is recorded as a call event before the
 * provider hears of it, so the call is on screen at once and a refusal has a row to be written to.
 */
import { db } from "#lib/db/client";
import type { PublishedCall } from "#lib/calls/published-call";
import { recordCallEvents } from "#lib/calls/record-call-events";
import { isDialable } from "#lib/phone-number";
import type { Logger, PageCommand } from "#lib/providers/contract";
import type { CommandResult } from "#lib/server/hub";
import { callInPage } from "./call-in-page";
import { linesOf } from "./lines-of";
import { createLiveCallCommands } from "./live-call-commands";
import { isUnanswered, refusal, runCommand } from "./run-command";
import type { Supervisor } from "./supervisor";

/** A second click on the same number within this time, in ms, is the same click. */
const doubleClick = 3_000;

export interface PlaceCallRequest {
  userId: string;
  number: string;
  contactId?: string;
  connection?: string;
}

interface Placed {
  externalId?: string;
  /** What the person's own page has to do for it. */
  page?: PageCommand;
}

export function createDispatcher(options: {
  supervisor: Supervisor;
  log: Logger;
  publish(calls: readonly PublishedCall[]): void;
}) {
  const { supervisor, publish } = options;

  /** @returns `page` where the person's own page has to do it */
  async function placeCall(
    request: PlaceCallRequest,
  ): Promise<CommandResult<{ callId: string; page?: PageCommand }>> {
    if (!isDialable(request.number)) {
      return refusal("not-dialable", `Cannot dial this: ${request.number.slice(0, 40)}`);
    }
    const line = await pickLine(request);
    if (!line) return refusal("no-line", "You have no extension on a connection that can call");
    const { runtime, extension } = line;
    const { source } = runtime;
    const already = await recentRequest(request, runtime.id);
    if (already) return { ok: true, callId: already };

    const asked = {
      kind: "call:requested",
      clientNumber: request.number.trim(),
      extension,
    } as const;
    const { userId: requestedById, contactId } = request;
    const now = { receivedAt: new Date() };
    const requested = await recordCallEvents([
      { event: asked, source, ...now, requestedById, contactId },
    ]);
    publish(requested);
    const callId = requested[0]!.view.id;
    const number = request.number.trim();
    const placed = await runCommand<Placed>(runtime, options.log, async (ctx) =>
      runtime.adapter.placeCall
        ? runtime.adapter.placeCall({ extension, number }, ctx)
        : { page: await callInPage(runtime, { ...request, extension }) },
    );
    if (!placed.ok) {
      // Without an answer nobody knows: the provider may well be dialling, and its events will tell.
      if (!isUnanswered(placed)) {
        const event = { kind: "call:refused", reason: placed.message } as const;
        publish(await recordCallEvents([{ event, source, receivedAt: new Date(), callId }]));
      }
      return placed;
    }
    const { externalId, page } = placed.value;
    if (externalId) {
      const event = { kind: "call:placed" } as const;
      const known = { event, source, receivedAt: new Date(), callId, placedAs: externalId };
      publish(await recordCallEvents([known]));
    }
    return { ok: true, callId, ...(page && { page }) };
  }

  /** The named connection, else the one of the client's last call, else the person's first. */
  async function pickLine(request: PlaceCallRequest) {
    const lines = await linesOf(supervisor, request, "placeCall", "placeCallInPage");
    if (lines.length < 2) return lines[0];
    const last = await db().call.findFirst({
      where: { connectionId: { in: lines.map((line) => line.runtime.id) }, ...sameClient(request) },
      orderBy: { startedAt: "desc" },
      select: { connectionId: true },
    });
    return lines.find((line) => line.runtime.id === last?.connectionId) ?? lines[0];
  }

  return { placeCall, ...createLiveCallCommands(options) };
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
