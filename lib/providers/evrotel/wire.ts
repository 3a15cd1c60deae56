/** What Evrotel sends to us: bytes → typed messages, and what of them the inbox keeps. */
import { z } from "zod";
import { ProviderError } from "../contract";
import { parseJson, readAs } from "../kit/read-as";
import { isLocalTime } from "./local-time";
import type { Settings } from "./settings";

/** Longer than any day on the phone: a length beyond it is a fault. */
const longestTalk = 7 * 24 * 60 * 60;

const missing = "is missing";
const printable = z
  .string(missing)
  .max(500, "is too long")
  .regex(/^\P{Cc}*$/u, "holds control characters");
const number = printable.max(64, "is too long").nullable();
const calldate = z.string(missing).refine(isLocalTime, "must be a time like 2018-04-01 00:00:11");
const direction = z
  .string(missing)
  .toLowerCase()
  .pipe(z.enum(["i", "o"], "must be i or o"));

const dispositions = {
  ANSWERED: "answered",
  BUSY: "busy",
  CONGESTION: "congestion",
  FAILED: "failed",
  "NO ANSWER": "no-answer",
} as const;
const disposition = z
  .string(missing)
  .transform((text) =>
    text
      .slice(0, 40)
      .toUpperCase()
      .replace(/[\s_-]+/g, " "),
  )
  .pipe(z.enum(Object.keys(dispositions) as (keyof typeof dispositions)[], "is not known"))
  .transform((word) => dispositions[word]);
const billsec = z
  .string()
  .regex(/^\d{1,9}$/, "must be whole seconds")
  .transform(Number)
  .refine((seconds) => seconds <= longestTalk, "is more than a week")
  .nullable();

const shared = { calldate, direction, numberA: number, numberB: number };
const end = { ...shared, billsec, disposition, recfile: printable.nullable() };
const startEvent = z.object({ kind: z.literal("start"), ...shared });
/** Has no `callid` when the call's start was not answered. */
const endEvent = z.object({
  kind: z.literal("end"),
  ...end,
  callid: printable.max(100).nullable(),
});
const statisticsRow = z.object({ ...end, id: printable.max(64), duration: billsec });

export type StartEvent = z.output<typeof startEvent>;
export type EndEvent = z.output<typeof endEvent>;
export type StatisticsRow = z.output<typeof statisticsRow>;

/**
 * The document says JSON, its own sender builds a query string: the text decides, not the Content-Type.
 * @throws {ProviderError} that names the field
 */
export function readEvent(body: string): StartEvent | EndEvent {
  const fields = clean(fieldsOf(body));
  const kind = fields.callstatus?.toLowerCase();
  if (kind === "start") return readAs(startEvent, { ...fields, kind });
  if (kind === "end") return readAs(endEvent, { ...fields, kind });
  throw new ProviderError("unreadable", kind ? "must be start or end" : missing, "callstatus");
}

/** @throws {ProviderError} that names the field */
export function readRow(row: Record<string, unknown>): StatisticsRow {
  return readAs(statisticsRow, clean(row));
}

function fieldsOf(body: string): Record<string, unknown> {
  const text = body.replace(/^\uFEFF/, "").trim();
  if (!/^[[{"]/.test(text)) return formFields(text);
  const json = z.record(z.string(), z.unknown()).safeParse(parseJson(text));
  if (json.success) return json.data;
  throw new ProviderError("unreadable", "is neither a form nor a JSON object", "body");
}

function formFields(text: string): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    // PHP's spelling of arrays: numberA[0]=…
    const plain = name.split("[", 1)[0]!;
    const repeated = plain in fields && fields[plain] !== value;
    fields[plain] = repeated || plain !== name ? [value] : value;
  }
  return fields;
}

const names = [
  "callstatus",
  "calldate",
  "callid",
  "direction",
  "numberA",
  "numberB",
  "billsec",
  "disposition",
  "recfile",
  "id",
  "duration",
];
type Fields = Record<string, string | null>;

/** The known fields as text; every spelling of nothing is null. */
function clean(fields: Record<string, unknown>): Fields {
  const calldate = isNothing(fields.calldate) ? fields.date : fields.calldate;
  const entries = names.map((name) => {
    const value =
      name === "calldate" ? calldate : Object.hasOwn(fields, name) ? fields[name] : null;
    if (isNothing(value)) return [name, null];
    if (typeof value === "string") return [name, value.trim()];
    if (typeof value === "number") return [name, String(value)];
    throw new ProviderError("unreadable", "must be one value", name);
  });
  return Object.fromEntries(entries) as Fields;
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === "string" && /^(?:null)?$/i.test(value.trim());
}

/** A message as the inbox keeps it: unchanged, beside the settings it was received under. */
const kept = z.intersection(
  z.object({
    timeZone: z.string(),
    recordingsUrl: z.string(),
    lineExtensions: z.string().optional(),
  }),
  z.union([z.object({ body: z.string() }), z.object({ row: z.record(z.string(), z.unknown()) })]),
);
export type Kept = z.output<typeof kept>;

export function keep(
  message: { body: string } | { row: Record<string, unknown> },
  own: Pick<Settings, "timeZone" | "recordingsUrl" | "lineExtensions">,
): string {
  const { timeZone, recordingsUrl, lineExtensions } = own;
  return JSON.stringify({ ...message, timeZone, recordingsUrl, lineExtensions });
}

/** @throws {ProviderError} */
export function readKept(raw: string): Kept {
  const parsed = kept.safeParse(parseJson(raw));
  if (parsed.success) return parsed.data;
  throw new ProviderError("unreadable", "is not a message of Evrotel's", "body");
}
