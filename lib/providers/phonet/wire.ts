/** Frames and rows ⇄ typed messages. Numbers come as numbers or strings, keys may be null or absent. */
import { z } from "zod";
import { ProviderError } from "../contract";
import { frameText } from "../kit/frames";
import { parseJson } from "../kit/read-as";

/** A frame of more bytes than this is set aside unread: the widest event has a dozen fields. */
export const largestFrame = 64 * 1024;
const longestText = 2_000;

export type JsonObject = Record<string, unknown>;

/** What comes on a subscription: an answer to the command in flight, or an event. */
export type Frame =
  { kind: "answer"; ok: true } | { kind: "answer"; ok: false; words: string } | EventFrame;

export interface EventFrame {
  kind: "event";
  message: JsonObject;
  text: string;
}

/** @throws {ProviderError} when it is too large, not UTF-8 or not one JSON object */
export function decodeFrame(bytes: Buffer): Frame {
  const text = frameText(bytes, largestFrame);
  const message = parseObject(text);
  if (message.event === "success") return { kind: "answer", ok: true };
  if (message.event === "error") return { kind: "answer", ok: false, words: wordsOf(message) };
  return { kind: "event", message, text };
}

/** @throws {ProviderError} when it is not one JSON object */
export function parseObject(text: string): JsonObject {
  const value = parseJson(text);
  if (value === undefined) throw new ProviderError("unreadable", "is not JSON", "frame");
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ProviderError("unreadable", "is not a JSON object", "frame");
  }
  return value as JsonObject;
}

/** The provider's own words in an error, by any of the names it gives them; empty when it has none. */
export function wordsOf(message: JsonObject): string {
  const words = [message.message, message.error, message.errorMessage].find(
    (text) => typeof text === "string" && text.trim() !== "",
  );
  return typeof words === "string" ? words.trim().slice(0, 300) : "";
}

/** Text or a number; null when absent or blank. */
export const text = z
  .union([z.string(), z.number()], "must be text")
  .nullish()
  .transform((value) => (value === null || value === undefined ? "" : String(value).trim()))
  .refine((value) => value.length <= longestText, "is too long")
  .refine((value) => !/\p{Cc}/u.test(value), "holds control characters")
  .transform((value) => value || null);

export const requiredText = text.transform((value, ctx) => {
  if (value !== null) return value;
  ctx.addIssue({ code: "custom", message: "is required" });
  return z.NEVER;
});

export const wholeNumber = z
  .union(
    [
      z.int().min(0),
      z
        .string()
        .trim()
        .regex(/^\d{1,15}$/),
    ],
    "must be a whole number",
  )
  .transform(Number);

/** More is no length of a talk: one of the times is wrong. */
export const longestTalk = 9_999_999;

/** A call is of this century; another value is a counter or another unit, and must not pass for a date. */
const [earliest, latest] = [Date.UTC(2000, 0), Date.UTC(2100, 0)];

/**
 * Milliseconds since 1970, null when absent. Most of the API counts milliseconds, the list of
 * active calls of seconds: their sizes tell them apart.
 */
export const moment = z
  .union([z.number(), z.string().trim().regex(/^\d*$/)], "must be a time")
  .nullish()
  .transform((value) => Number(value ?? 0))
  .transform((value) => (value < latest / 1000 ? value * 1000 : value))
  .refine(
    (value) => value === 0 || (value >= earliest && value < latest),
    "must be the time of a likely date",
  )
  .transform((value) => (value === 0 ? null : Math.round(value)));

export const direction = { internal: 1, outgoing: 2, incoming: 4, away: 32, back: 64 } as const;
export const directions = { 1: "internal", 2: "outgoing", 4: "incoming" } as const;
export const lgDirection = wholeNumber.pipe(
  z.union(
    [1, 2, 4, 32, 64].map((code) => z.literal(code as 1 | 2 | 4 | 32 | 64)),
    "is unknown",
  ),
);

export const legType = { user: 1, group: 2, scenario: 4 } as const;
const leg = z.object({
  id: text,
  /** The list of active calls leaves it out: they are people's. */
  type: wholeNumber
    .pipe(z.union([z.literal(1), z.literal(2), z.literal(4)], "is unknown"))
    .nullish()
    .transform((type) => type ?? legType.user),
  displayName: text,
  ext: text,
});
export type Leg = z.infer<typeof leg>;
export const optionalLeg = leg.nullish().transform((value) => value ?? null);

/** Of the client's card only the number matters so much that a wrong one is an error. */
const otherLeg = z.object({
  id: text.catch(null),
  name: text.catch(null),
  num: text,
  companyName: text.catch(null),
  url: text.catch(null),
  priority: wholeNumber.nullable().catch(null),
});
export type OtherLeg = z.infer<typeof otherLeg>;
export const otherLegs = z
  .array(otherLeg)
  .max(100, "has too many entries")
  .nullish()
  .transform((value) => value ?? []);

const eventKinds = ["call.dial", "call.bridge", "call.hangup"] as const;
export const liveEvent = z.object({
  event: z.enum(eventKinds),
  uuid: text,
  parentUuid: text,
  /** Ours: the topmost of the calls above it (`lineage.ts`). */
  rootUuid: text,
  lgDirection,
  leg: optionalLeg,
  leg2: optionalLeg,
  otherLegs,
  dialAt: moment,
  bridgeAt: moment,
  serverTime: moment,
  trunkNum: text.catch(null),
  trunkName: text.catch(null),
});
export type LiveEvent = z.infer<typeof liveEvent>;

export function isKnownEvent(name: unknown): boolean {
  return eventKinds.includes(name as (typeof eventKinds)[number]);
}
