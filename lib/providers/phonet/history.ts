import { z } from "zod";
import { ProviderError, type AdapterContext, type RawMessage, type TimeRange } from "../contract";
import { createLineage, type Lineage } from "./lineage";
import { readAs } from "../kit/read-as";
import { createApi, type Api } from "./api";
import { toHistoryMessage } from "./rows";
import type { Settings } from "./settings";
import type { JsonObject } from "./wire";

/** The provider refuses to list more rows at once. */
const pageSize = 50;
/**
 * In ms: of a call that ended so short before the time asked for, the one above it may end after that
 * time. It is left to the next reading, which begins earlier than this one ends.
 */
const notYetWhole = 2 * 60_000;
/** A list that never ends is broken; this many pages are more calls than a company has in a month. */
const mostPages = 4_000;
/**
 * The company's list has every call that ended. The one of missed calls may hold rows that the first
 * leaves out.
 */
const lists = ["company.api", "missed.api"] as const;
const rows = z.array(z.record(z.string(), z.unknown()), "must be a list");

/** @throws {ProviderError} */
export async function* backfill(
  range: TimeRange,
  ctx: AdapterContext<Settings>,
): AsyncIterable<RawMessage[]> {
  const api = createApi(ctx);
  const lineage = createLineage();
  const yielded = new Set<string>();
  const settled = range.to.getTime() - notYetWhole;
  for (const list of lists) {
    try {
      for await (const page of withNextLearned(readPages(api, list, range, ctx.signal), lineage)) {
        const messages = page
          .filter((row) => lineage.isKnown(row) || !(Number(row.endAt) > settled))
          .map((row) => toHistoryMessage(lineage.withRoot(row)))
          .filter(({ key }) => !yielded.has(key));
        for (const { key } of messages) yielded.add(key);
        if (messages.length > 0) yield messages;
      }
    } catch (error) {
      const { code } = error as { code?: unknown };
      if (list === "company.api" || (code !== "missing" && code !== "unauthorized")) throw error;
      ctx.log.info(
        { list, code },
        "the list of missed calls is not available; the company's is enough",
      );
    }
  }
}

/** One page behind: the call above one may stand on the next page. */
async function* withNextLearned(
  pages: AsyncIterable<JsonObject[]>,
  lineage: Lineage,
): AsyncIterable<JsonObject[]> {
  let before: JsonObject[] = [];
  for await (const page of pages) {
    for (const row of page) lineage.learn(row);
    yield before;
    before = page;
  }
  yield before;
}

async function* readPages(
  api: Api,
  list: string,
  { from, to }: TimeRange,
  signal: AbortSignal,
): AsyncIterable<JsonObject[]> {
  const seen = new Set<unknown>();
  for (let page = 0; page < mostPages; page++) {
    const query = new URLSearchParams({
      timeFrom: String(from.getTime()),
      timeTo: String(to.getTime()),
      limit: String(pageSize),
      offset: String(page * pageSize),
    });
    const { value } = await api.get(`/rest/calls/${list}?${query}`, signal);
    const listed = readAs(rows, value);
    const isNew = listed.some(({ uuid }) => !seen.has(uuid));
    for (const { uuid } of listed) seen.add(uuid);
    yield listed;
    // A server that ignores the offset would list the same page for ever.
    if (listed.length < pageSize || !isNew) return;
  }
  throw new ProviderError("unreadable", `the list of calls has no end (${list})`);
}
