/** One request to Evrotel, and its failures in words that hold neither addresses nor tokens. */
import { ProviderError, type AdapterContext } from "../contract";
import { plainReasons, reasonOf } from "../link-reasons";
import { readBody } from "../read-body";

/** In ms; callers may be less patient by `ctx.signal`. */
const patience = 20_000;
/** Answers to commands are a word or two; in bytes. */
const largestAnswer = 64 * 1024;

type Asker = Pick<AdapterContext<unknown>, "fetch" | "signal">;

export interface Request {
  url: string;
  /** POSTed when there is one, fetched by GET otherwise. */
  body?: string | URLSearchParams;
  headers?: Record<string, string>;
  /** In bytes. @default 65536 */
  limit?: number;
}

export interface Answer {
  status: number;
  text: string;
}

/** @throws {ProviderError} `timeout`, `connection-lost`, `not-connected` or `too-large` */
export async function ask({ fetch, signal }: Asker, request: Request): Promise<Answer> {
  const { url, body, headers, limit = largestAnswer } = request;
  const given = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
  try {
    const method = body === undefined ? "GET" : "POST";
    // Where the address leads on its own is nobody's setting: a token must not follow it there.
    const options = { method, headers, body, redirect: "manual", signal: given } as const;
    const response = await fetch(url, options);
    return {
      status: response.status,
      text: await readBody(response, limit, "Evrotel's answer is too large"),
    };
  } catch (error) {
    throw inWords(error, given);
  }
}

function inWords(error: unknown, signal: AbortSignal): ProviderError {
  if (error instanceof ProviderError) return error;
  if (signal.aborted) return new ProviderError("timeout", "Evrotel did not answer in time");
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  // Nothing was sent yet: the provider can't have heard of it.
  if (plainReasons[code] && code !== "ECONNRESET") {
    return new ProviderError("not-connected", `Evrotel: ${plainReasons[code]}`);
  }
  // fetch refuses ports of other protocols by itself.
  if (cause instanceof Error && cause.message === "bad port") {
    return new ProviderError("not-connected", "Evrotel: no requests may go to this port");
  }
  if (/CERT|SIGNATURE|ISSUER|SELF_SIGNED|ALTNAME|SSL/.test(code)) {
    return new ProviderError("not-connected", `Evrotel: ${reasonOf(cause as Error).detail}`);
  }
  return new ProviderError(
    "connection-lost",
    "The connection to Evrotel was lost before it answered: check what it did before trying again",
  );
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

/** What the provider says, as a person may read it: short, and no markup. */
export function excerpt(words: string): string {
  const plain = words.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
  return plain.trim().slice(0, 200) || "nothing";
}
