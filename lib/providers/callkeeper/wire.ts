/** What goes into the inbox: an accepted order, what the widget tells in a page, a row of the statistics. */
import { z } from "zod";
import { ProviderError } from "../contract";

const text = z.string().max(500);

const order = z.object({
  source: z.literal("order"),
  id: z.string().min(1).max(100),
  number: text,
  name: text.nullable(),
});

/** Numbers where one would expect text, or nothing at all, cost no event. */
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
  /** Of the person in whose page it was heard. */
  extension: z.string().max(64).nullable(),
  detail: pageDetail,
});

const statistics = z.object({
  source: z.literal("statistics"),
  /** As it came, every field of it. */
  row: z.record(z.string(), z.unknown()),
});

const message = z.discriminatedUnion("source", [order, page, statistics]);
export type Message = z.infer<typeof message>;

export function encodeMessage(told: Message): string {
  return JSON.stringify(told);
}

/** @throws {ProviderError} that names the field */
export function decodeMessage(raw: string): Message {
  const parsed = message.safeParse(json(raw));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ProviderError("unreadable", issue?.message ?? "can't be read", issue?.path.join("."));
}

function json(raw: string): unknown {
  try {
    return JSON.parse(raw) as unknown;
  } catch {
    throw new ProviderError("unreadable", "is not JSON", "message");
  }
}
