/** Requests to CallKeeper: orders, and the statistics API. */
import { z } from "zod";
import { ProviderError, type AdapterContext } from "../contract";
import { ask, plainWords, type HttpAnswer, type HttpRequest } from "../kit/http";
import { parseJson } from "../kit/read-as";
import type { Settings } from "./settings";

/** In ms, from the request to the end of its answer. */
const patience = 10_000;
/** Of the statistics of some days, in bytes. */
const largestStatistics = 16 * 1024 * 1024;

/**
 * @param request.largest bytes of the answer that are read
 * @throws {ProviderError}
 */
export function askCallKeeper(
  ctx: Pick<AdapterContext<unknown>, "fetch" | "signal">,
  url: URL,
  request: HttpRequest & { largest: number },
): Promise<HttpAnswer> {
  return ask(ctx, url, { ...request, vendor: "CallKeeper", patience });
}

/**
 * One method of the statistics API.
 * @throws {ProviderError} `refused`, or `unavailable` for what may pass by itself, in CallKeeper's words
 */
export async function askStatistics(
  ctx: AdapterContext<Settings>,
  method: string,
  query: Record<string, string>,
): Promise<unknown> {
  const { apiUrl, apiKey } = ctx.settings;
  const url = new URL(method, apiUrl);
  url.search = new URLSearchParams({ api_key: apiKey, ...query }).toString();
  const { status, text } = await askCallKeeper(ctx, url, { largest: largestStatistics });
  const answer = parseJson(text);
  if (status !== 200) {
    const code = status >= 500 || status === 429 ? "unavailable" : "refused";
    throw new ProviderError(code, withoutKey(refusalWords(answer, text, status), apiKey));
  }
  if (answer === undefined) {
    throw new ProviderError("unreadable", "CallKeeper's answer is not JSON");
  }
  return answer;
}

/** An error is `[{reason}]`. */
function refusalWords(answer: unknown, text: string, status: number): string {
  const error = z.object({ reason: z.string() }).safeParse([answer].flat()[0]);
  const words = plainWords(error.success ? error.data.reason : text);
  return words || `CallKeeper answered HTTP ${status}`;
}

function withoutKey(words: string, apiKey: string): string {
  return apiKey === "" ? words : words.replaceAll(apiKey, "••••");
}
