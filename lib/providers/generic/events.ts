/** The hook's events to call events: what is neutral already changes its form alone. */
import type { CallDirection, CallEvent, MessageOrigin } from "../contract";
import type { EventType, GenericEvent } from "./event";
import { recordingTold } from "./recording";
import { readKept } from "./wire";

type EventOf<T extends EventType> = Extract<GenericEvent, { type: T }>;

interface Told {
  replayed: boolean;
  receivedAt: Date;
}

/** @throws {ProviderError} that names the field */
export function parseMessage(raw: string, { receivedAt }: MessageOrigin): CallEvent[] {
  const { events, replayed } = readKept(raw);
  return events.flatMap((event) => toCallEvents(event, { replayed, receivedAt }));
}

function toCallEvents(event: GenericEvent, told: Told): CallEvent[] {
  switch (event.type) {
    case "arrived":
      return [arrived(event, told)];
    case "ringing":
      return ringing(event, told);
    case "answered": {
      const { direction, extension } = event;
      const known = { ...base(event, told), direction, ...sides(event, direction) };
      return [{ kind: "call:answered", ...known, ...(extension && { extension }) }];
    }
    case "transferred":
      return transferred(event, told);
    case "left":
      return [{ kind: "call:leg-ended", ...base(event, told), ...partOver(event) }];
    case "ended":
      return [ended(event, told)];
    case "recording": {
      const recordingUrl = recordingTold(event.recording);
      return recordingUrl ? [{ kind: "call:recorded", ...base(event, told), recordingUrl }] : [];
    }
  }
}

function base({ call, time }: GenericEvent, { replayed, receivedAt }: Told) {
  return {
    externalId: call,
    ...(time && { at: replayed ? time : notAhead(time, receivedAt) }),
    ...(replayed && { replayed }),
  };
}

/** A clock that runs ahead of ours must not put one event behind the next. */
function notAhead(time: string, receivedAt: Date): string {
  return new Date(Math.min(Date.parse(time), receivedAt.getTime())).toISOString();
}

type Parties = Pick<EventOf<"arrived">, "from" | "to" | "line" | "client">;

/** The client's number, and the company's line: the other number, unless it is an extension that is named. */
function sides(
  { from, to, line, client }: Parties,
  direction: CallDirection,
  extensions: readonly (string | undefined)[] = [],
) {
  const [clientNumber, own] = direction === "outgoing" ? [to, from] : [from, to];
  const trunk = line ?? (extensions.includes(own) ? undefined : own);
  const { name = null, company = null, url = null } = client ?? {};
  return {
    ...(clientNumber !== undefined && { clientNumber }),
    ...(trunk !== undefined && direction !== "internal" && { trunk }),
    ...(client && { clientCard: { name, company, url } }),
  };
}

/** The client's number of an event that has to have one; a hidden one is "". */
const withNumber = (parties: ReturnType<typeof sides>) => ({ clientNumber: "", ...parties });

function arrived(event: EventOf<"arrived">, told: Told): CallEvent {
  const parties = withNumber(sides(event, "incoming"));
  return { kind: "call:arrived", ...base(event, told), ...parties };
}

function ringing(event: EventOf<"ringing">, told: Told): CallEvent[] {
  const { direction, extension, extensions = [] } = event;
  const all = [...new Set([...(extension ? [extension] : []), ...extensions])];
  const known = { ...base(event, told), ...withNumber(sides(event, direction, all)) };
  if (direction !== "outgoing") {
    return all.map((one) => ({ kind: "call:ringing", ...known, direction, extension: one }));
  }
  if (all.length === 0) return [{ kind: "call:dialling", ...known }];
  return all.map((one) => ({ kind: "call:dialling", ...known, extension: one }));
}

/** The receiver rings, and the giver's part is over. */
function transferred(event: EventOf<"transferred">, told: Told): CallEvent[] {
  const { direction, extension, target } = event;
  const parties = sides(event, direction, [extension, target]);
  const known = { ...base(event, told), direction };
  const rings = { ...known, ...withNumber(parties), extension: target };
  if (!extension || extension === target) return [{ kind: "call:ringing", ...rings }];
  const left = { ...known, ...parties, extension, disposition: "answered" } as const;
  return [
    { kind: "call:ringing", ...rings },
    { kind: "call:leg-ended", ...left },
  ];
}

function partOver(event: EventOf<"left">) {
  const { direction, extension, disposition, talkSeconds } = event;
  return {
    direction,
    ...sides(event, direction, [extension]),
    extension,
    disposition,
    ...(talkSeconds !== undefined && { talkSeconds }),
  };
}

function ended(event: EventOf<"ended">, told: Told): CallEvent {
  const { direction, disposition, extension, talkSeconds, startedAt, time } = event;
  const endedAt = event.endedAt ?? time;
  const recordingUrl = event.recording ? recordingTold(event.recording) : null;
  return {
    kind: "call:ended",
    ...base({ ...event, time: endedAt }, told),
    direction,
    ...sides(event, direction, [extension]),
    ...(extension && { extension }),
    disposition,
    ...(startedAt && { startedAt }),
    ...(endedAt && { endedAt }),
    ...(talkSeconds !== undefined && { talkSeconds }),
    ...(recordingUrl && { recordingUrl }),
  };
}
