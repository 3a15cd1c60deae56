/** History: the calls that the statistics API lists for some days. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { ProviderError, type AdapterContext, type RawMessage, type TimeRange } from "../contract";
import { askStatistics } from "./api";
import { readRow } from "./rows";
import type { Settings } from "./settings";
import { encodeMessage } from "./wire";

const batch = 200;
const day = 24 * 60 * 60 * 1000;
/** Ahead of UTC, in ms, the whole year. */
const moscow = 3 * 60 * 60 * 1000;

/** Asks for whole days by Moscow's clock, one more than needed: the vendor does not say if the last counts. */
export async function* backfill(
  { from, to }: TimeRange,
  ctx: AdapterContext<Settings>,
): AsyncGenerator<RawMessage[]> {
  if (ctx.settings.apiKey === "") return;
  const answer = await askStatistics(ctx, "getCallsCompleted", {
    "date[from]": moscowDay(from.getTime()),
    "date[to]": moscowDay(to.getTime() + day),
  });
  const rows = resultOf(answer).filter((row) => endsWithin(row, { from, to }));
  for (let start = 0; start < rows.length; start += batch) {
    yield rows.slice(start, start + batch).map(toMessage);
  }
}

function resultOf(answer: unknown): unknown[] {
  const rows = z.object({ result: z.array(z.unknown()) }).safeParse(answer);
  if (!rows.success) throw new ProviderError("unreadable", "CallKeeper told no calls", "result");
  return rows.data.result;
}

/** A row without a readable time is always included: its key makes it count once. */
function endsWithin(row: unknown, { from, to }: TimeRange): boolean {
  if (typeof row !== "object" || row === null) return true;
  const { startedAt, endedAt } = readRow(row as Record<string, unknown>);
  const at = endedAt ?? startedAt;
  if (at === null) return true;
  const time = new Date(at).getTime();
  return time >= from.getTime() && time < to.getTime();
}

/** A changed row is another message about the same call. */
function toMessage(row: unknown): RawMessage {
  const text = JSON.stringify(row) ?? "";
  const key = `statistics ${createHash("sha256").update(text).digest("base64url")}`;
  if (typeof row !== "object" || row === null || Array.isArray(row)) {
    const refused = new ProviderError("unreadable", "is not an object", "row");
    return { key, raw: text.slice(0, 4096), refused };
  }
  return { key, raw: encodeMessage({ source: "statistics", row: row as Record<string, unknown> }) };
}

function moscowDay(time: number): string {
  return new Date(time + moscow).toISOString().slice(0, 10);
}
