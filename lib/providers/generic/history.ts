/** History: what the PBX lists of some time, page by page, as events of the hook. */
import { createHash } from "node:crypto";
import { z } from "zod";
import {
  isProviderError,
  ProviderError,
  type AdapterContext,
  type RawMessage,
  type TimeRange,
} from "../contract";
import { parseJson } from "../kit/read-as";
import { askPbx } from "./api";
import type { EventType } from "./event";
import type { Settings } from "./settings";
import { fillAddress } from "./templates";
import { keep, readEvent } from "./wire";

/** Of one page, in bytes. */
const largestPage = 4 * 1024 * 1024;
const mostPages = 500;
/** In a row. */
const mostEmptyPages = 2;

const page = z.union([
  z.object({ events: z.array(z.unknown()), next: z.string().nullish() }),
  z.array(z.unknown()).transform((events) => ({ events, next: null })),
]);

/** What is over: of calls that go on, only the hook tells. */
const past: readonly EventType[] = ["ended", "left", "recording"];

export async function* backfill(
  range: TimeRange,
  ctx: AdapterContext<Settings>,
): AsyncGenerator<RawMessage[]> {
  const told = new Set<string>();
  for await (const events of pages(range, ctx)) {
    yield events.flatMap(toMessages).filter(({ key }) => isFirst(told, key));
  }
}

/**
 * @throws {ProviderError} when the PBX refuses, is away, tells something else, or never comes to an end
 */
export async function* pages(
  { from, to }: TimeRange,
  ctx: AdapterContext<Settings>,
): AsyncGenerator<unknown[]> {
  const { historyUrl, apiSecret } = ctx.settings;
  if (historyUrl === "") return;
  const values = { from: from.toISOString(), to: to.toISOString(), secret: apiSecret };
  const seen = new Set<string>();
  const told = new Set<string>();
  let empty = 0;
  let url: URL | null = fillAddress(historyUrl, values);
  while (url) {
    if (seen.has(url.href) || seen.size === mostPages) {
      throw new ProviderError("unreadable", "The PBX's history comes to no end", "next");
    }
    // A list that always names a next page ends where nothing follows.
    if (empty === mostEmptyPages) return;
    seen.add(url.href);
    const read = page.safeParse(parseJson(await askPbx(ctx, url, { largest: largestPage })));
    if (!read.success) {
      throw new ProviderError("unreadable", "The PBX's history is no list of events", "events");
    }
    const { events } = read.data;
    const isNew = events.map((row) => isFirst(told, recordOf(row)));
    if (events.length > 0 && !isNew.includes(true)) {
      throw new ProviderError("unreadable", "The PBX's history repeats itself", "next");
    }
    empty = events.length > 0 ? 0 : empty + 1;
    yield events;
    url = read.data.next ? following(read.data.next, url) : null;
  }
}

/** The secret goes to the configured server alone. */
function following(next: string, url: URL): URL {
  const address = URL.canParse(next, url) ? new URL(next, url) : null;
  if (address?.origin === url.origin) return address;
  throw new ProviderError("unreadable", "The next page lies on another server", "next");
}

function isFirst(known: Set<string>, one: string): boolean {
  const { size } = known;
  return known.add(one).size > size;
}

/** What a row tells of, whatever its times: a list that goes on without end may date its rows anew. */
function recordOf(row: unknown): string {
  const known = record.safeParse(row).data;
  return JSON.stringify(known?.id ?? known ?? row);
}

const record = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  type: z.unknown().optional(),
  call: z.union([z.string(), z.number()]),
  extension: z.unknown().optional(),
  disposition: z.unknown().optional(),
  recording: z.unknown().optional(),
});

/** A changed row is another message about the same call. */
function toMessages(row: unknown): RawMessage[] {
  const text = JSON.stringify(row);
  const key = `past ${createHash("sha256").update(text).digest("base64url")}`;
  try {
    return past.includes(readEvent(row).type) ? [{ key, raw: keep({ past: row }) }] : [];
  } catch (error) {
    if (!isProviderError(error)) throw error;
    return [{ key, raw: keep({ past: row }), refused: error }];
  }
}
