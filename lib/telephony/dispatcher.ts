/**
 * Commands on calls, from people to providers. A request for a call is itself recorded as a call event,
 * before the provider gets it: the call is on screen at once, and a refusal has a row to be written to.
 */
import { db } from "#lib/db/client";
import type { CallCommands, PageCall } from "#lib/calls/ports";
import { recordCallEvents } from "#lib/calls/record-call-events";
import { runCommand, type Command } from "#lib/connections/with-adapter";
import { defaultCountry } from "#lib/numbers/default-country";
import { refuseDial } from "#lib/numbers/dial-policy";
import { matchContacts } from "#lib/numbers/match-contacts";
import { dialledNumber, isDialable, isInternal, parsePhoneNumber } from "#lib/numbers/phone-number";
import type { ProviderAdapter } from "#lib/providers/contract";
import { currentTime, currentMs } from "#lib/base/clock";
import { isUnanswered, refusal, type CommandResult } from "#lib/base/command-result";
import type { Audience } from "./audience";
import type { LinkCommands, LinkMethod } from "./link-commands";
import {
  commandPatience,
  doubleClick,
  linesOf,
  refuseTurnedOff,
  type Runtime,
  type Runtimes,
} from "./runtime";

type PlaceCallRequest = Parameters<CallCommands["place"]>[0];

interface Placed {
  externalId?: string;
  /** What the person's own page has to do for it. */
  page?: PageCall;
}

export function createDispatcher(options: {
  runtimes: Pick<Runtimes, "runtime">;
  linkCommands: LinkCommands;
  audience: Pick<Audience, "calls">;
}): CallCommands {
  const { runtimes, linkCommands, audience } = options;

  /** @returns `page` where the person's own page has to do it */
  async function place(
    asWritten: PlaceCallRequest,
  ): Promise<CommandResult<{ callId: string; page?: PageCall }>> {
    const written = parsePhoneNumber(asWritten.number, await defaultCountry());
    // Of what is more than a number only the number itself: digits beside words may be anything.
    const number = isDialable(asWritten.number) ? dialledNumber(written) : (written.e164 ?? "");
    const request = { ...asWritten, number };
    if (!isDialable(number)) {
      return refusal("not-dialable", `Cannot dial this: ${asWritten.number.slice(0, 40)}`);
    }
    const line = await pickLine(request);
    if (!line) {
      const words = "You have no extension on a connection that can call";
      return (await refuseTurnedOff(request.userId)) ?? refusal("no-line", words);
    }
    const { runtime, extension } = line;
    const { source } = runtime;
    const { userId, number: dialled } = request;
    const refused = await refuseDial({ number: dialled, country: source.country }, { userId });
    if (refused) return refused;
    const already = await recentRequest(request, runtime.id);
    if (already) return { ok: true, callId: already };

    const asked = {
      kind: "call:requested",
      clientNumber: number.trim(),
      extension,
    } as const;
    const { userId: requestedById, contactId } = request;
    const requested = await recordCallEvents([
      { event: asked, source, receivedAt: currentTime(), requestedById, contactId },
    ]);
    audience.calls(requested);
    const callId = requested[0]!.view.id;
    const command = { command: "call", patience: commandPatience, callId } as const;
    const placed = await placeOn(runtime, command, { ...request, extension });
    if (!placed.ok) {
      // Without an answer the provider may well be dialling; its events will show.
      if (!isUnanswered(placed)) {
        const event = { kind: "call:refused", reason: placed.message } as const;
        audience.calls(
          await recordCallEvents([{ event, source, receivedAt: currentTime(), callId }]),
        );
      }
      return placed;
    }
    const { externalId, page } = placed.value;
    if (externalId) {
      const event = { kind: "call:placed" } as const;
      const known = { event, source, receivedAt: currentTime(), callId, placedAs: externalId };
      audience.calls(await recordCallEvents([known]));
    }
    return { ok: true, callId, ...(page && { page }) };
  }

  async function placeOn(
    runtime: Runtime,
    command: Command,
    request: PlaceCallRequest & { extension: string },
  ): Promise<CommandResult<{ value: Placed }>> {
    const { extension, number } = request;
    if (runtime.adapter.placeCall) {
      const order = { method: "placeCall", request: { extension, number } } as const;
      return linkCommands.run(runtime, command, order);
    }
    return runCommand(runtime, command, async () => ({ page: await callInPage(runtime, request) }));
  }

  /** The named connection, else the one of the client's last call, else the person's first. */
  async function pickLine(request: PlaceCallRequest) {
    const lines = await linesOf(runtimes, request, "placeCall", "placeCallInPage");
    if (lines.length < 2) return lines[0];
    const last = await db().call.findFirst({
      where: { connectionId: { in: lines.map((line) => line.runtime.id) }, ...sameClient(request) },
      orderBy: { startedAt: "desc" },
      select: { connectionId: true },
    });
    return lines.find((line) => line.runtime.id === last?.connectionId) ?? lines[0];
  }

  return { place, ...createLiveCallCommands(runtimes, linkCommands) };
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
      startedAt: { gte: new Date(currentMs() - doubleClick) },
    },
    select: { id: true },
  });
  return call?.id;
}

/** Click-to-call of providers whose script in the person's page does it. @throws {ProviderError} when the provider can't call this number */
async function callInPage(
  { slug, adapter, settings, source }: Runtime,
  request: { extension: string; number: string; contactId?: string },
): Promise<PageCall> {
  const { e164 } = parsePhoneNumber(request.number, source.country);
  const number = e164 ?? request.number.trim();
  const name = await nameOf(e164, request.contactId);
  const { extension } = request;
  const command = adapter.placeCallInPage!({ extension, number, name }, settings);
  return { ...command, connection: slug };
}

/** The clicked contact's; else that of the only one with this number. */
async function nameOf(e164: string | null, contactId: string | undefined): Promise<string | null> {
  if (contactId) {
    const where = { id: contactId };
    return (await db().contact.findUnique({ where, select: { name: true } }))?.name ?? null;
  }
  const [only, another] = await matchContacts(db(), e164);
  return only && !another ? only.name : null;
}

interface OwnCall {
  userId: string;
  callId: string;
}

/** Commands on a call that goes on. */
function createLiveCallCommands(runtimes: Pick<Runtimes, "runtime">, linkCommands: LinkCommands) {
  /** Only a call that rings or talks at the person themselves, whatever their role. */
  async function command<M extends Extract<LinkMethod, "transfer" | "hangUp">>(
    { userId, callId }: OwnCall,
    method: M,
    requestOf: (externalId: string) => Parameters<NonNullable<ProviderAdapter[M]>>[0],
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
    const runtime = runtimes.runtime(connectionId);
    if (!runtime?.adapter[method]) return refusal("cannot", "This connection can't do that");
    const asked = method === "hangUp" ? "hang-up" : "transfer";
    const about = { command: asked, patience: commandPatience, callId } as const;
    const order = { method, request: requestOf(externalId) };
    const done = await linkCommands.run(runtime, about, order);
    return done.ok ? { ok: true } : done;
  }

  /** An extension may as well be an outside number. */
  async function refuseTransfer({ userId, callId }: OwnCall, target: string) {
    if (isInternal(target)) return null;
    const call = await db().call.findUnique({
      where: { id: callId },
      select: { connectionId: true },
    });
    const connectionId = call?.connectionId ?? "";
    if (isDialable(target)) {
      const source = runtimes.runtime(connectionId)?.source;
      const country = source?.country ?? (await defaultCountry());
      return refuseDial({ number: target, country }, { userId });
    }
    // Extensions of people may have names; administrators gave them.
    const colleague = await db().extension.findFirst({
      where: { connectionId, number: target },
      select: { id: true },
    });
    return colleague ? null : refusal("not-dialable", `Cannot dial this: ${target.slice(0, 40)}`);
  }

  return {
    async transfer({ extension, ...call }: OwnCall & { extension: string }) {
      const refused = await refuseTransfer(call, extension);
      if (refused) return refused;
      return command(call, "transfer", (externalId) => ({ externalId, extension }));
    },
    hangUp: (call: OwnCall) => command(call, "hangUp", (externalId) => ({ externalId })),
  };
}
