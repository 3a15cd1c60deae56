/** Requests to Evrotel. */
import { ProviderError, type AdapterContext } from "../contract";
import { ask, plainWords, type HttpRequest } from "../kit/http";

/** In ms; callers may be less patient by `ctx.signal`. */
const patience = 20_000;
/** Answers to commands are a word or two; in bytes. */
const largestAnswer = 64 * 1024;

export interface Answer {
  status: number;
  text: string;
}

/**
 * @param request.body POSTed when there is one
 * @param request.largest bytes of the answer that are read @default 65536
 * @throws {ProviderError} `timeout`, `connection-lost`, `not-connected` or `too-large`
 */
export function askEvrotel(
  ctx: Pick<AdapterContext<unknown>, "fetch" | "signal">,
  url: string,
  request: Omit<HttpRequest, "method"> & { largest?: number } = {},
): Promise<Answer> {
  return ask(ctx, url, {
    ...request,
    method: request.body === undefined ? "GET" : "POST",
    vendor: "Evrotel",
    patience,
    largest: request.largest ?? largestAnswer,
    unreachable: ({ detail }) => new ProviderError("not-connected", `Evrotel: ${detail}`),
  });
}

/**
 * The body of a good answer.
 * @throws {ProviderError} in words for any other
 */
export function accepted({ status, text }: Answer): string {
  const words = text.trim();
  if (status === 401 || status === 403) {
    throw new ProviderError("refused", `Evrotel does not accept the token (HTTP ${status})`);
  }
  if (status >= 300 && status < 400) {
    throw new ProviderError("refused", `Evrotel's address leads elsewhere (HTTP ${status})`);
  }
  if (status < 200 || status >= 300) {
    throw new ProviderError("refused", `Evrotel answered: ${excerpt(words)} (HTTP ${status})`);
  }
  return words;
}

/** An order that was taken: an empty answer, a word that says so, or the order's number. */
const yes = /^(?:good|ok|okay|success\w*|accept\w*|start\w*|done|true|queued|calling|sent|\d+)\b/i;
const no =
  /\b(?:access|denied|forbidden|unauthori[sz]ed|error|err|fail(?:ed|ure)?|false|wrong|invalid|refused|rejected|blocked|no)\b|TimeLimit|ошибк|помилк|отказ|відмов|запрещ|заборон/i;
const jsonNo =
  /"(?:errors?|message)"\s*:\s*(?!null|false|""|\[\]|\{\}|0\b)|:\s*(?:false|"[^"]*\b(?:error|fail|bad|denied))/i;

/**
 * Whether an answer with HTTP 200 refuses an order. The document's script refuses with "Access denied" in
 * such an answer: whatever is a sentence and does not say yes explains why not.
 */
export function isRefusal(words: string): boolean {
  if (words === "" || yes.test(words)) return /^\w+\W{1,8}(?:not|no)\b/i.test(words);
  if (/^[[{]/.test(words)) return jsonNo.test(words);
  return /\s/.test(words) || no.test(words);
}

/** What Evrotel says, as a person may read it. */
export function excerpt(words: string): string {
  return plainWords(words, 200) || "nothing";
}
