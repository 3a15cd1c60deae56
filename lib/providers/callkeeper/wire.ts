/** What goes into the inbox: an accepted order, an event of the widget in a page, a row of the statistics. */
import { z } from "zod";
import { ProviderError } from "../contract";
import { parseJson, readAs } from "../kit/read-as";

const text = z.string().max(500);

const order = z.object({
  source: z.literal("order"),
  id: z.string().min(1).max(100),
  number: text,
  name: text.nullable(),
});

/** Text, a number, or nothing: an event is not lost for its type. */
const loose = z
  .union([text, z.number()])
  .nullish()
  .transform((value) => String(value ?? "").trim());
const flag = z
  .union([z.boolean(), z.number(), text])
  .nullish()
  .transform((value) => value === true || value === 1 || value === "true" || value === "1");

/** `detail` of CallKeeperData; names in the vendor's spelling. */
export const pageDetail = z.object({
  client: loose,
  isApp: flag,
  isForm: flag,
  manager: loose,
  person: loose,
  title: loose,
});
export type PageDetail = z.infer<typeof pageDetail>;

const page = z.object({
  source: z.literal("page"),
  /** Of the person in whose page the event occurred. */
  extension: z.string().max(64).nullable(),
  detail: pageDetail,
});

const statistics = z.object({
  source: z.literal("statistics"),
  /** Unchanged, with every field. */
  row: z.record(z.string(), z.unknown()),
});

const message = z.discriminatedUnion("source", [order, page, statistics]);
export type Message = z.infer<typeof message>;

export function encodeMessage(message: Message): string {
  return JSON.stringify(message);
}

/** @throws {ProviderError} that names the field */
export function decodeMessage(raw: string): Message {
  const value = parseJson(raw);
  if (value === undefined) throw new ProviderError("unreadable", "is not JSON", "message");
  return readAs(message, value);
}
