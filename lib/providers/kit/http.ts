/**
 * Asks a vendor over HTTP: no redirect is followed, no answer is read beyond its limit, and what goes
 * wrong is a `ProviderError` that holds no address.
 */
import { isProviderError, ProviderError, type AdapterContext } from "../contract";
import { capitalized, connectionLost, isClosed, reasonOf, type Reason } from "./failures";
import { withTimeLimit } from "./time-limit";

export interface HttpRequest {
  /** @default "GET" */
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string | URLSearchParams;
  /** Gives this request up, beside the context's signal. */
  signal?: AbortSignal;
}

export interface HttpOptions {
  /** Who is asked, as in "the PBX did not answer in time". */
  vendor: string;
  /** From the request to the end of its answer, in ms. */
  patience: number;
  /** Bytes of the answer that are read; a longer one is an error. */
  largest: number;
  /**
   * What it fails with when nothing was sent.
   * @default the network's own code and words
   */
  unreachable?(reason: Reason): ProviderError;
}

export interface HttpAnswer {
  status: number;
  headers: Headers;
  text: string;
}

/** @throws {ProviderError} `timeout`, `too-large`, `connection-lost`, or what `unreachable` makes */
export async function ask(
  ctx: Pick<AdapterContext<unknown>, "fetch" | "signal">,
  url: string | URL,
  request: HttpRequest & HttpOptions,
): Promise<HttpAnswer> {
  const { method = "GET", headers, body, vendor, largest } = request;
  return withTimeLimit(request.patience, [ctx.signal, request.signal], async (signal) => {
    try {
      const response = await ctx.fetch(url, { method, headers, body, signal });
      const text = await readText(response, largest, vendor);
      return { status: response.status, headers: response.headers, text };
    } catch (error) {
      throw failureOf(error, signal, request);
    }
  });
}

async function readText({ body }: Response, largest: number, vendor: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > largest) {
      const words = `${capitalized(vendor)}'s answer is too large: more than ${largest} bytes`;
      throw new ProviderError("too-large", words);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function failureOf(error: unknown, signal: AbortSignal, options: HttpOptions): ProviderError {
  const { vendor, unreachable = ({ code, detail }) => new ProviderError(code, detail) } = options;
  if (isProviderError(error)) return error;
  if (signal.aborted) {
    return new ProviderError("timeout", `${capitalized(vendor)} did not answer in time`);
  }
  const reason = reasonOf(error instanceof Error ? error : new Error(String(error)));
  if (isClosed(reason.code)) return new ProviderError(reason.code, reason.detail);
  return unsent.has(reason.code) ? unreachable(reason) : connectionLost(vendor);
}

/** The vendor has not received anything. */
const unsent = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "certificate",
  "tls",
]);

/** So much of what a vendor says is looked at, in characters: an error page can have megabytes. */
const looked = 1024;

/** What a vendor says, as a line a person may read: without markup, not endless; "" for nothing. */
export function plainWords(text: string, most = 300): string {
  const plain = text
    .slice(0, looked)
    .replace(/<[^<>]*>/g, " ")
    .replace(/[\s\u0000-\u001f\u007f\ufeff]+/g, " ")
    .trim();
  return plain.length > most ? `${plain.slice(0, most - 1)}…` : plain;
}
