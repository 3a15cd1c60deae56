/**
 * The vendor's events in neutral words. Three shapes come here: live events, the same made of the list
 * of active calls, and rows of the history (`rows.ts`).
 */
import { createHash } from "node:crypto";
import { ProviderError, type CallEvent, type MessageOrigin } from "../contract";
import { readAs } from "../kit/read-as";
import { clientCardOf, clientNumberOf } from "./client-card";
import { historyRowIn, toHistoryEvents } from "./rows";
import {
  direction,
  directions,
  isKnownEvent,
  legType,
  liveEvent,
  longestTalk,
  parseObject,
  type JsonObject,
  type Leg,
  type LiveEvent,
} from "./wire";

/** Clocks that differ by more than this, in ms, are not the network's delay: ours is taken then. */
const likelyDelay = 60_000;

/** @throws {ProviderError} naming the field */
export function parseEvent(raw: string, { receivedAt }: MessageOrigin): CallEvent[] {
  const message = parseObject(raw);
  const row = historyRowIn(message);
  if (row !== undefined) return toHistoryEvents(row);
  // The provider's complaint is kept for the administrator and changes no call.
  if (message.event === "error") return [];
  if (!isKnownEvent(message.event)) {
    const name = String(message.event ?? "(none)").slice(0, 40);
    throw new ProviderError("unreadable", `unknown event ${name}`, "event");
  }
  const wire = readAs(liveEvent, message);
  if (wire.lgDirection === direction.away || wire.lgDirection === direction.back) {
    return [toPresence(wire, receivedAt)];
  }
  return toCallEvents({ ...wire, lgDirection: wire.lgDirection }, receivedAt);
}

/**
 * What makes the same event on the sockets of several people one message: the channel, what happened
 * and whose leg it is. A pause has no id and recurs on the same day, so its time is part of the key.
 */
export function messageKey(message: JsonObject, text: string): string {
  const { uuid, event, lgDirection, leg, leg2, dialAt, serverTime } = message;
  // One that can't be read must not pass for a good one, which would then be the repeat.
  if (!isReadable(text)) return `frame ${digest(text)}`;
  const parts = [uuid, event, legKey(leg), legKey(leg2)];
  const code = Number(lgDirection);
  const pause = code === direction.away || code === direction.back;
  if (pause) parts.push(lgDirection, dialAt ?? serverTime);
  // Without an id a repeat can't be recognised; the state machine makes repeats harmless.
  if (!pause && !isText(uuid)) parts.push(digest(text));
  return parts.map((part) => (isText(part) ? String(part) : "")).join(" ");
}

function isReadable(text: string): boolean {
  try {
    parseEvent(text, { inboxId: 0, receivedAt: new Date(0) });
    return true;
  } catch {
    return false;
  }
}

function legKey(leg: unknown): string {
  if (typeof leg !== "object" || leg === null) return "";
  const { ext, id } = leg as JsonObject;
  return [ext, id].filter(isText).map(String)[0] ?? "";
}

const isText = (value: unknown) => typeof value === "string" || typeof value === "number";

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}

function toPresence(wire: LiveEvent, receivedAt: Date): CallEvent {
  const extension = extensionOf(wire.leg, "leg");
  const at = timeIn(wire, receivedAt)(wire.dialAt ?? wire.serverTime);
  return { kind: "presence:changed", extension, away: wire.lgDirection === direction.away, ...at };
}

type CallWire = LiveEvent & { lgDirection: 1 | 2 | 4 };

function toCallEvents(wire: CallWire, receivedAt: Date): CallEvent[] {
  if (!wire.uuid) throw new ProviderError("unreadable", "is required", "uuid");
  const ours = wire.lgDirection === direction.internal ? "leg2" : "leg";
  const leg = wire[ours];
  if (!leg) throw new ProviderError("unreadable", "is required", ours);
  const base = commonOf(wire, wire.uuid);
  const callDirection = directions[wire.lgDirection];
  const call = { ...base, direction: callDirection };
  const when = timeIn(wire, receivedAt);
  // A group's or a menu's own part: people answer, groups don't, and a menu that plays is no talk.
  if (leg.type !== legType.user) return toGroupEvents(wire, base, when);

  const extension = extensionOf(leg, ours);
  switch (wire.event) {
    case "call.dial": {
      const at = when(wire.dialAt ?? wire.serverTime);
      if (callDirection === "outgoing")
        return [{ kind: "call:dialling", ...base, extension, ...at }];
      return [{ kind: "call:ringing", ...call, extension, ...at }];
    }
    case "call.bridge":
      return [
        { kind: "call:answered", ...call, extension, ...when(wire.bridgeAt ?? wire.serverTime) },
      ];
    case "call.hangup": {
      const end = {
        ...call,
        extension,
        disposition: wire.bridgeAt === null ? ("no-answer" as const) : ("answered" as const),
        ...talkOf(wire),
        ...when(wire.serverTime),
      };
      // A call that is handed over may keep its id: each of its people hangs up for themselves.
      if (!wire.parentUuid) return [{ kind: "call:ended", ...end, tellsEachLeg: true }];
      return [{ kind: "call:leg-ended", ...end }];
    }
  }
}

type Common = ReturnType<typeof commonOf>;

function toGroupEvents(wire: CallWire, base: Common, when: ReturnType<typeof timeIn>): CallEvent[] {
  const callDirection = directions[wire.lgDirection];
  if (wire.event === "call.dial" && callDirection === "incoming") {
    return [{ kind: "call:arrived", ...base, ...when(wire.dialAt ?? wire.serverTime) }];
  }
  // A group within a menu hands back to the menu when it ends: only the outermost end is the call's.
  if (wire.event === "call.hangup" && !wire.parentUuid) {
    return [
      {
        kind: "call:ended",
        ...base,
        direction: callDirection,
        disposition: "no-answer",
        ...when(wire.serverTime),
      },
    ];
  }
  return [];
}

function commonOf(wire: CallWire, uuid: string) {
  const internal = wire.lgDirection === direction.internal;
  const card = internal ? undefined : clientCardOf(wire.otherLegs);
  return {
    // A menu's and a group's call and the legs of its people are one call.
    externalId: wire.rootUuid ?? wire.parentUuid ?? uuid,
    clientNumber: internal ? callerOf(wire.leg) : clientNumberOf(wire.otherLegs),
    trunk: wire.trunkNum ?? wire.trunkName,
    ...(card && { clientCard: card }),
  };
}

function callerOf(leg: Leg | null): string {
  return leg?.ext ?? leg?.displayName ?? "";
}

function extensionOf(leg: Leg | null, field: string): string {
  if (leg?.ext) return leg.ext;
  throw new ProviderError("unreadable", "is required", leg ? `${field}.ext` : field);
}

function talkOf({ bridgeAt, serverTime }: LiveEvent): { talkSeconds?: number } {
  if (bridgeAt === null || serverTime === null) return {};
  const talkSeconds = Math.max(0, Math.round((serverTime - bridgeAt) / 1000));
  return talkSeconds > longestTalk ? {} : { talkSeconds };
}

/**
 * Times by our clock: an event is sent as it happens, so a `serverTime` far from its receipt means
 * that one of the clocks is wrong, and by the wrong one nothing would ring.
 */
function timeIn({ serverTime }: LiveEvent, receivedAt: Date) {
  const difference = serverTime === null ? 0 : receivedAt.getTime() - serverTime;
  const shift = Math.abs(difference) > likelyDelay ? difference : 0;
  return (time: number | null): { at?: string } =>
    time === null ? {} : { at: new Date(time + shift).toISOString() };
}
