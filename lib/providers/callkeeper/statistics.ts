/** The statistics API: who pays until when, and the calls of some days. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { ProviderError, type AdapterContext, type RawMessage, type TimeRange } from "../contract";
import { ask, wordsOf } from "./http";
import { readRow, toIso } from "./rows";
import type { Settings } from "./settings";
import { encodeMessage } from "./wire";

const largestAnswer = 16 * 1024 * 1024;
const batch = 200;
const day = 24 * 60 * 60 * 1000;
/** Ahead of UTC, in ms, the whole year. */
const moscow = 3 * 60 * 60 * 1000;

export interface Account {
  name: string | null;
  /** ISO 8601; null when CallKeeper does not tell. */
  paidTill: string | null;
}

/** @throws {ProviderError} */
export async function readAccount(ctx: AdapterContext<Settings>): Promise<Account> {
  const told = [await request(ctx, "getUserInfo", {})].flat()[0];
  const user = z.record(z.string(), z.unknown()).safeParse(told);
  if (!user.success) throw new ProviderError("unreadable", "CallKeeper told no account");
  const text = (name: string) => (typeof user.data[name] === "string" ? user.data[name] : null);
  const paid = text("paid_till");
  const dayOnly = paid && /^\d{4}-\d\d-\d\d$/.test(paid) ? `${paid} 23:59:59` : paid;
  return { name: text("name") ?? text("login") ?? text("email"), paidTill: toIso(dayOnly) };
}

/** Asks for whole days by Moscow's clock, one more than needed: the vendor does not say if the last counts. */
export async function* readHistory(
  { from, to }: TimeRange,
  ctx: AdapterContext<Settings>,
): AsyncGenerator<RawMessage[]> {
  if (ctx.settings.apiKey === "") return;
  const answer = await request(ctx, "getCallsCompleted", {
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

/** One whose time is not to be found is told whatever the range: its key makes it count once. */
function endsWithin(row: unknown, { from, to }: TimeRange): boolean {
  if (typeof row !== "object" || row === null) return true;
  const { startedAt, endedAt } = readRow(row as Record<string, unknown>);
  const at = endedAt ?? startedAt;
  if (at === null) return true;
  const time = new Date(at).getTime();
  return time >= from.getTime() && time < to.getTime();
}

/** A row that has changed since is another message about the same call. */
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

async function request(
  ctx: AdapterContext<Settings>,
  method: string,
  query: Record<string, string>,
): Promise<unknown> {
  const { apiUrl, apiKey } = ctx.settings;
  const url = new URL(method, apiUrl);
  url.search = new URLSearchParams({ api_key: apiKey, ...query }).toString();
  const { status, text } = await ask(ctx, url, { largest: largestAnswer });
  const answer = json(text);
  if (status !== 200)
    throw new ProviderError(codeOf(status), withoutKey(reason(answer, text, status), apiKey));
  if (answer === undefined)
    throw new ProviderError("unreadable", "CallKeeper's answer is not JSON");
  return answer;
}

/** What an administrator has to put right, and what may pass by itself. */
function codeOf(status: number): string {
  return status >= 500 || status === 429 ? "unavailable" : "refused";
}

/** An error is `[{reason}]`. */
function reason(answer: unknown, text: string, status: number): string {
  const told = z.object({ reason: z.string() }).safeParse([answer].flat()[0]);
  return wordsOf(told.success ? told.data.reason : text) || `CallKeeper answered HTTP ${status}`;
}

function withoutKey(words: string, apiKey: string): string {
  return apiKey === "" ? words : words.replaceAll(apiKey, "••••");
}

function json(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, "")) as unknown;
  } catch {
    return undefined;
  }
}
