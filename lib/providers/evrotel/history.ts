/** History: Evrotel's reports of a day's calls, people's and automatic ones. */
import { z } from "zod";
import {
  isProviderError,
  ProviderError,
  type AdapterContext,
  type RawMessage,
  type TimeRange,
} from "../contract";
import { parseJson } from "../kit/read-as";
import { accepted, askEvrotel } from "./api";
import { fromLocalTime, localDays } from "./local-time";
import { startInName } from "./recording";
import type { Settings } from "./settings";
import { keep, readRow, type StatisticsRow } from "./wire";

/** A day of a busy account, in bytes. */
const largestReport = 32 * 1024 * 1024;
const batchSize = 200;
/** A call is in the report of the day in which it began; in ms. */
const longestCall = 4 * 60 * 60_000;
/** Rows hold how long a call lasted, some without its ringing; in ms. */
const longestRing = 5 * 60_000;

const report = z.object({ calls: z.array(z.record(z.string(), z.unknown())) });
const needed = ["calldate", "id", "billsec", "direction", "numberA", "numberB", "disposition"];

/** Yields nothing without an address of statistics. @throws {ProviderError} */
export async function* backfill(
  range: TimeRange,
  ctx: AdapterContext<Settings>,
): AsyncIterable<RawMessage[]> {
  const { statisticsUrl, timeZone } = ctx.settings;
  if (!statisticsUrl) return;
  const from = new Date(range.from.getTime() - longestCall);
  for (const day of localDays(from, range.to, timeZone)) {
    for (const kind of ["", "_auto"] as const) {
      const rows = await dayOf(day, kind, ctx);
      const messages = rows.flatMap((row) => messageOf(row, range, ctx.settings));
      for (let at = 0; at < messages.length; at += batchSize) {
        yield messages.slice(at, at + batchSize);
      }
    }
  }
}

/** @throws {ProviderError} */
export async function dayOf(
  day: string,
  kind: "" | "_auto",
  ctx: AdapterContext<Settings>,
): Promise<Record<string, unknown>[]> {
  const { statisticsUrl, billcode } = ctx.settings;
  const query = new URLSearchParams({ billcode, start: day });
  const url = `${statisticsUrl}statusers/stat_${billcode}${kind}.php?${query}`;
  const answer = await askEvrotel(ctx, url, { largest: largestReport });
  // An account without automatic calls has no report of them.
  if (kind === "_auto" && answer.status === 404) return [];
  if (answer.status === 404) {
    throw new ProviderError("refused", `Evrotel has no statistics of ${billcode}`, "billcode");
  }
  const parsed = report.safeParse(parseJson(accepted(answer)));
  if (parsed.success) return parsed.data.calls;
  throw new ProviderError("unreadable", "Evrotel's statistics are no list of calls", "calls");
}

/** Rows with gaps are calls under way, or not the account's: the vendor's other clients skip them. */
function messageOf(
  row: Record<string, unknown>,
  range: TimeRange,
  settings: Settings,
): RawMessage[] {
  if (needed.some((name) => row[name] === null || row[name] === undefined)) return [];
  const message = { key: `stat:${String(row.id)}`, raw: keep({ row }, settings) };
  try {
    return endsIn(range, readRow(row), settings.timeZone) ? [message] : [];
  } catch (error) {
    if (isProviderError(error)) return [{ ...message, refused: error }];
    throw error;
  }
}

function endsIn({ from, to }: TimeRange, row: StatisticsRow, timeZone: string): boolean {
  const startedAt = fromLocalTime(row.calldate, timeZone, startInName(row.recfile)).getTime();
  const lasted = Math.max(row.duration ?? 0, row.billsec ?? 0) * 1000;
  return startedAt < to.getTime() && startedAt + lasted + longestRing >= from.getTime();
}
