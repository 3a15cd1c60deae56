/** What `prostie-zvonki-frames.json` and `phonet-frames.json` hold: messages of a provider that went wrong. */
import type { ProviderAdapter } from "#lib/providers/contract";
import { phonet } from "#lib/providers/phonet/adapter";
import { prostieZvonki } from "#lib/providers/prostie-zvonki/adapter";
import { encodeFrame } from "#lib/providers/prostie-zvonki/wire";
import { plain, readCorpus, type FieldValue } from "./corpus";
import { beginningsOf, bytesOf, shortly, textWithin, type Made } from "./made";

/**
 * What becomes of a frame. `aside`: kept with a reason, because it can't be cut into messages; `unread`:
 * a message that can't be understood; `event`: read all the same; `nothing`: it calls for nothing.
 */
export type Outcome = "aside" | "unread" | "event" | "nothing";

interface Expected {
  name: string;
  outcome: Outcome;
  /** Part of the reason. */
  says?: string;
  /** What an unread message is refused for; without it, the field that was changed. */
  field?: string;
  /** How many a frame holds. @default 1 */
  events?: number;
  /** Part of each event. */
  holds?: object;
}

/** Texts, each within the same other text; `as` a message of the provider's framing where nothing else is said. */
interface WrittenCase extends Expected {
  within?: string;
  as?: "text" | "bytes";
  values?: Made[];
  beginningsOf?: string;
  count?: number;
}

/** Each value in each field of each of these events. */
interface FieldCase extends Expected {
  bases: string[];
  fields: string[];
  values: FieldValue[];
}

export type FrameCase = WrittenCase | FieldCase;

export interface FrameCorpus {
  about: string;
  /** Events without a fault, by name; UNIQUE is another number in each frame. */
  bases: Record<string, Record<string, unknown>>;
  /** The base of the event that follows what is wrong. */
  good: string;
  cases: FrameCase[];
  /** Texts that our own requests have to carry. */
  commands?: { name: string; outcome: "carried" | "refused"; values: Made[] }[];
}

export interface FrameAttempt extends Expected {
  frame: string | Buffer;
  /** An event without a fault, as the inbox keeps it; where the frame has a fault in one field, the same event. */
  good: string;
}

export interface FrameProvider {
  adapter: ProviderAdapter;
  settings(port: number): unknown;
  /** An event of these fields as a frame of the provider's holds it. */
  event(fields: Record<string, unknown>): string;
  encode(message: string): string;
}

export const frameProviders: Record<"prostie-zvonki" | "phonet", FrameProvider> = {
  "prostie-zvonki": {
    adapter: prostieZvonki as ProviderAdapter,
    settings: (port) => ({ url: `ws://127.0.0.1:${port}`, password: "p" }),
    // Values stand as they are: some of them are what an attribute must not hold.
    event: (fields) =>
      `<Event${Object.entries(fields)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => ` ${name}="${String(value)}"`)
        .join("")}/>`,
    encode: (message) => encodeFrame(message, "base64"),
  },
  phonet: {
    adapter: phonet as ProviderAdapter,
    settings: (port) => ({ domain: "a.example", apiKey: "k", baseUrl: `http://127.0.0.1:${port}` }),
    event: (fields) => JSON.stringify(fields),
    encode: (message) => message,
  },
};

export type FrameProviderName = keyof typeof frameProviders;
export const frameProviderNames = Object.keys(frameProviders) as FrameProviderName[];

export const readFrames = (name: FrameProviderName) => readCorpus<FrameCorpus>(`${name}-frames`);

let last = 1_000_000;
const nextId = () => String((last += 1));

/** Another event without a fault, as the inbox keeps it. */
export function goodEvent({ bases, good }: FrameCorpus, { event }: FrameProvider): string {
  return event(numbered(bases[good]!, nextId()));
}

/** Each input of a case, as a frame. */
export function framesOf(
  one: FrameCase,
  { bases, good }: FrameCorpus,
  { event, encode }: FrameProvider,
): FrameAttempt[] {
  const { outcome, says, field, events, holds } = one;
  function attempt(input: unknown, make: (id: string) => string | Buffer, mended = good) {
    const id = nextId();
    const expected = { name: `${one.name} ${shortly(input)}`, outcome, says, field, events, holds };
    // A whole event must not be taken for a repeat of the damaged one; of one that was read it would be.
    const another = outcome === "unread" ? id : nextId();
    return { ...expected, frame: make(id), good: event(numbered(bases[mended]!, another)) };
  }
  if ("fields" in one) {
    return one.bases.flatMap((base) =>
      one.fields.flatMap((path) =>
        one.values.map((value) => ({
          ...attempt(
            [base, path, value],
            (id) => encode(event(numbered(withField(bases[base]!, path, plain(value)), id))),
            base,
          ),
          field: one.field ?? path,
        })),
      ),
    );
  }
  const { within, as, values = beginningsOf(one.beginningsOf!, one.count!) } = one;
  return values.map((value) =>
    attempt(value, (id) => {
      if (as === "bytes") return bytesOf(value);
      const text = textWithin(within, value).replaceAll("UNIQUE", id);
      return as === "text" ? text : encode(text);
    }),
  );
}

function numbered(base: Record<string, unknown>, id: string): Record<string, unknown> {
  return JSON.parse(JSON.stringify(base).replaceAll("UNIQUE", id)) as Record<string, unknown>;
}

/** @param path names with dots between */
function withField(
  fields: Record<string, unknown>,
  path: string,
  value: unknown,
): Record<string, unknown> {
  const [name = "", ...rest] = path.split(".");
  const inner = fields[name] as Record<string, unknown>;
  const changed: unknown = rest.length > 0 ? withField(inner, rest.join("."), value) : value;
  if (!Array.isArray(fields)) return { ...fields, [name]: changed };
  return fields.with(Number(name), changed) as never;
}
