/** The event of the hook, in our own words. */
import { z } from "zod";

/** Longer than any day on the phone: a length beyond it is a fault. */
const longestTalk = 7 * 24 * 60 * 60;

/** A word or a number that somebody may as well write without quotes. */
function word(most: number, what: string) {
  const error = `must be ${what}: text of 1 to ${most} characters, or a whole number`;
  const text = z
    .string()
    .trim()
    .min(1, error)
    .max(most, error)
    .regex(/^\P{Cc}*$/u, error);
  return z
    .union([text, z.int(error).nonnegative(error)], { error })
    .transform(String)
    .describe(what);
}

/** One that may be missing; templates write nothing as "" or null. */
function optional<T extends z.ZodType>(schema: T) {
  const error = ({ input }: { input?: unknown }) =>
    schema.safeParse(input).error?.issues[0]?.message;
  return z
    .union([z.literal(""), z.null(), schema], { error })
    .optional()
    .transform((value) => (value || undefined) as z.output<T> | undefined)
    .describe(schema.description ?? "");
}

const like = "2026-11-29T10:00:00+02:00";
const when = `when it happened: ISO 8601 with its offset, like ${like}, or Unix seconds`;
/** Until 2100. */
const lastSecond = 4_102_444_800;
const notTime = { error: ({ input }: { input?: unknown }) => wrongTime(input) };
const time = z
  .union(
    [
      z.iso.datetime({ offset: true, ...notTime }),
      z.number().min(946_684_800, notTime).max(lastSecond, notTime),
    ],
    notTime,
  )
  .transform((value) => new Date(typeof value === "number" ? value * 1000 : value).toISOString())
  .describe(when);

function wrongTime(input: unknown): string {
  const expected = `must be an ISO 8601 time with an offset, such as ${like}, or Unix seconds`;
  if (typeof input === "number" && input > lastSecond) {
    return `${expected}; a number of milliseconds is not taken`;
  }
  if (typeof input !== "string") return expected;
  if (/^\d+$/.test(input)) return `${expected} without quotes`;
  return z.iso.datetime({ local: true }).safeParse(input.replace(" ", "T")).success
    ? `${expected}; this one has no offset`
    : expected;
}

const seconds = z
  .number("must be seconds, without quotes")
  .min(0, "must not be negative")
  .max(longestTalk, "is more than a week")
  .transform(Math.round)
  .describe("seconds of conversation, without ringing");

const extension = word(32, "a person's internal number");
const number = word(64, "a telephone number");
const direction = z
  .enum(["incoming", "outgoing", "internal"], "must be incoming, outgoing or internal")
  .describe("of the call, as the company sees it");
const disposition = z
  .enum(
    ["answered", "no-answer", "busy", "congestion", "failed", "cancelled"],
    "must be answered, no-answer, busy, congestion, failed or cancelled",
  )
  .describe("how it ended");
/** Fields that nobody knows are named by themselves. */
const wrongObject = ({ code }: { code?: string }) =>
  code === "invalid_type" ? "must be an object with name, company or url" : undefined;
const client = z
  .strictObject(
    {
      name: optional(word(200, "the client's name")),
      company: optional(word(200, "the client's company")),
      url: optional(z.url({ protocol: /^https?$/, error: "must be a web address" })),
    },
    { error: wrongObject },
  )
  .describe("what the PBX knows of the client; our own contacts come first");
const recording = z
  .string({ error: ({ input }) => (input === undefined ? "is missing" : "must be text") })
  .trim()
  .min(1, "is missing")
  .max(2_000, "is too long")
  .regex(/^\P{Cc}*$/u, "must not hold control characters")
  .describe("the recording's address, or its name where the connection's settings say the address");

/** Lengths are told in whole seconds, and two clocks may have told the times. */
const inexact = 2_000;

interface Times {
  time?: string;
  startedAt?: string;
  endedAt?: string;
  talkSeconds?: number;
}

/** No call ends before it began, or talks for longer than it lasted. */
function timesAgree({ time, startedAt, endedAt, talkSeconds }: Times, ctx: z.RefinementCtx): void {
  const ended = endedAt ?? time;
  if (startedAt === undefined || ended === undefined) return;
  const lasted = Date.parse(ended) - Date.parse(startedAt);
  const refuse = (field: string, message: string) =>
    ctx.addIssue({ code: "custom", path: [field], message });
  if (lasted < 0) {
    return refuse(endedAt === undefined ? "time" : "endedAt", `is before startedAt (${startedAt})`);
  }
  if ((talkSeconds ?? 0) * 1000 > lasted + inexact) {
    const span = `${lasted / 1000} seconds from startedAt to the end`;
    refuse("talkSeconds", `is longer than the call: ${span}`);
  }
}

const common = {
  id: optional(word(200, "the event's own id: equal ids are one event")),
  call: word(200, "the call's id at the PBX, the same in all its events"),
  time: optional(time),
};
const parties = {
  from: optional(number).describe("who calls: the client of an incoming call"),
  to: optional(number).describe("who is called: the client of an outgoing call"),
  line: optional(number).describe("the company's number, where from and to do not say it"),
  client: client.optional(),
};

export const event = z.discriminatedUnion(
  "type",
  [
    z
      .strictObject({ type: z.literal("arrived"), ...common, ...parties })
      .describe("a call has come, and no extension rings yet"),
    z
      .strictObject({
        type: z.literal("ringing"),
        ...common,
        direction,
        ...parties,
        extension: optional(extension),
        extensions: z
          .array(extension, "must be a list of internal numbers")
          .max(50, "must have at most 50 numbers")
          .optional()
          .describe("a group's members who ring together"),
      })
      .refine(
        ({ direction, extension, extensions = [] }) =>
          direction === "outgoing" || extension !== undefined || extensions.length > 0,
        { path: ["extension"], error: "is missing: who rings?" },
      )
      .describe("extensions ring; of an outgoing call: an extension dials"),
    z
      .strictObject({
        type: z.literal("answered"),
        ...common,
        direction,
        ...parties,
        extension: optional(extension),
      })
      .describe("an extension has answered, or the client an outgoing call"),
    z
      .strictObject({
        type: z.literal("transferred"),
        ...common,
        direction,
        ...parties,
        extension: optional(extension).describe("who hands the call over"),
        target: extension.describe("whose telephone rings now"),
      })
      .describe("the call is handed over; answered tells when it is taken"),
    z
      .strictObject({
        type: z.literal("left"),
        ...common,
        direction,
        ...parties,
        extension,
        disposition,
        talkSeconds: optional(seconds),
      })
      .describe("one extension's part is over, while the call may go on"),
    z
      .strictObject({
        type: z.literal("ended"),
        ...common,
        direction,
        ...parties,
        extension: optional(extension),
        disposition,
        startedAt: optional(time),
        endedAt: optional(time),
        talkSeconds: optional(seconds),
        recording: optional(recording),
      })
      .superRefine(timesAgree)
      .describe("the call is over; who talked is its extension"),
    z
      .strictObject({ type: z.literal("recording"), ...common, recording })
      .describe("the recording of a call is there"),
  ],
  { error: "must be arrived, ringing, answered, transferred, left, ended or recording" },
);

export type GenericEvent = z.output<typeof event>;
export type EventType = GenericEvent["type"];
/** As a PBX writes it. */
export type WrittenEvent = z.input<typeof event>;

/** The event as a JSON Schema, for PBX programmers and their tools. */
export function eventSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(event, { io: "input", unrepresentable: "any" });
}
