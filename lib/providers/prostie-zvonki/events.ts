/** The vendor's event types in neutral words. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { ProviderError, type CallEvent } from "../contract";
import { readAs } from "../kit/read-as";
import { parseMessages } from "./wire";

const digits = z.string().regex(/^\d{1,20}$/, "must be digits");
/** A call is of this century: milliseconds or a counter here must not pass for a date. */
const [earliest, latest] = [Date.UTC(2000, 0), Date.UTC(2100, 0)];
/** 0 stands for a time the server does not know. */
const unixSeconds = z
  .string()
  .regex(/^\d{1,10}$/, "must be Unix seconds")
  .transform((text) => Number(text) * 1000)
  .refine(
    (at) => at === 0 || (at >= earliest && at < latest),
    "must be Unix seconds of a likely date",
  )
  .transform((at) => (at === 0 ? undefined : new Date(at).toISOString()));
const party = z
  .string()
  .trim()
  .min(1, "is empty")
  .max(64, "is too long")
  .regex(/^\P{Cc}*$/u, "holds control characters");
const base64Text = z
  .string()
  .regex(/^[A-Za-z0-9+/]*={0,2}$/, "is not base64")
  .transform(decodeText);

/** The vendor's own tool writes base64 in small letters, which is nobody's text: it stays as it was told. */
function decodeText(base64: string): string {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(base64, "base64"));
    return /[\u0000-\u0008\u000e-\u001f]/.test(text) ? base64 : text;
  } catch {
    return base64;
  }
}

const common = {
  /** Unsigned 64 bits: larger than what JavaScript's numbers hold, so it stays text. */
  callID: digits,
  line: z.string().default(""),
  missed: z.string().optional(),
};
const event = z.discriminatedUnion("type", [
  z.object({ type: z.literal("1"), ...common, from: party }),
  z.object({ type: z.literal("2"), ...common, from: party, to: party }),
  z.object({
    type: z.literal("4"),
    ...common,
    from: party,
    to: party,
    direction: z.enum(["0", "1"]),
    start: unixSeconds.optional(),
    end: unixSeconds.optional(),
    duration: z.string().regex(/^\d{1,7}$/, "must be seconds"),
    record: z.string().default(""),
  }),
  z.object({ type: z.literal("8"), ...common, from: party, to: party }),
  z.object({ type: z.literal("16"), ...common, from: party, to: party }),
  z.object({ type: z.literal("32"), ...common, from: party, to: party }),
  z.object({ type: z.literal("128"), ...common, from: party, to: party, smstext: base64Text }),
  z.object({
    type: z.literal("256"),
    ...common,
    from: party,
    to: party,
    result: z.string().regex(/^-?\d+$/, "must be a number"),
  }),
]);

const eventTypes = new Set<string | undefined>(event.options.map(({ shape }) => shape.type.value));

/** @param raw one `<Event …/>` @throws {ProviderError} naming the attribute */
export function parseEvent(raw: string): CallEvent[] {
  const [message] = parseMessages(raw);
  if (message?.kind === "unreadable") throw message.error;
  if (message?.kind !== "event") throw new ProviderError("unreadable", "is not an event", "frame");
  const { type } = message.attributes;
  if (!eventTypes.has(type)) {
    throw new ProviderError("unreadable", `unknown event type ${type ?? "(none)"}`, "type");
  }
  return [toCallEvent(readAs(event, message.attributes))];
}

function toCallEvent(wire: z.infer<typeof event>): CallEvent {
  const base = {
    externalId: wire.callID,
    trunk: wire.line.trim() || null,
    ...(wire.missed === "1" && { replayed: true }),
  };
  switch (wire.type) {
    case "1":
      return { kind: "call:arrived", ...base, clientNumber: wire.from };
    case "2":
      return {
        kind: "call:ringing",
        ...base,
        direction: "incoming",
        clientNumber: wire.from,
        extension: wire.to,
      };
    case "8":
      return { kind: "call:dialling", ...base, clientNumber: wire.to, extension: wire.from };
    case "16":
      return {
        kind: "call:answered",
        ...base,
        direction: "outgoing",
        clientNumber: wire.to,
        extension: wire.from,
      };
    case "32":
      return {
        kind: "call:answered",
        ...base,
        direction: "incoming",
        clientNumber: wire.from,
        extension: wire.to,
      };
    case "4":
      return toEnd(wire, base);
    case "128":
      return {
        kind: "sms:sent",
        ...base,
        extension: wire.from,
        clientNumber: wire.to,
        text: wire.smstext,
      };
    case "256":
      return {
        kind: "sms:status",
        ...base,
        extension: wire.from,
        clientNumber: wire.to,
        status: smsStatus[wire.result] ?? "failed",
      };
  }
}

const smsStatus: Record<string, "sending" | "sent"> = { "0": "sending", "1": "sent" };

type HistoryEvent = Extract<z.infer<typeof event>, { type: "4" }>;

function toEnd(
  wire: HistoryEvent,
  base: { externalId: string; trunk: string | null; replayed?: boolean },
): CallEvent {
  const talkSeconds = Number(wire.duration);
  const incoming = wire.direction === "0";
  return {
    kind: "call:ended",
    ...base,
    direction: incoming ? "incoming" : "outgoing",
    clientNumber: incoming ? wire.from : wire.to,
    extension: incoming ? wire.to : wire.from,
    disposition: talkSeconds > 0 ? "answered" : "no-answer",
    startedAt: wire.start,
    endedAt: wire.end,
    talkSeconds,
    recordingUrl: isFileAddress(wire.record) ? wire.record : null,
  };
}

/** The vendor's own example is one of FTP: it is kept, and said to be out of reach when it is played. */
function isFileAddress(text: string): boolean {
  return URL.canParse(text) && /^(?:https?|ftps?):$/.test(new URL(text).protocol);
}

/**
 * Events that the vendor re-sends until a client receives them: their identity is the key. It holds all that an
 * event needs to be read, or a damaged one would pass for the good one, which would then be the repeat.
 */
export function replayKey(attributes: Record<string, string>): string | null {
  const { type, callID, direction, duration, start, end, from, to, result } = attributes;
  if (type === "4") {
    return bounded(["history", callID, from, to, start, end, direction, duration].join(":"));
  }
  if (type === "256") return bounded(["sms-status", callID, from, to, result].join(":"));
  return null;
}

/** Keys are indexed, and PostgreSQL's index refuses long ones, which would block all later messages. */
function bounded(key: string): string {
  return key.length <= 256 ? key : createHash("sha256").update(key).digest("hex");
}
