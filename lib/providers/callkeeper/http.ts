/** Requests to CallKeeper: no redirect is followed, no answer is read beyond its limit. */
import { ProviderError, type AdapterContext } from "../contract";
import { reasonOf } from "../link-reasons";
import { readBody } from "../read-body";

/** In ms, from the request to the end of its answer. */
const patience = 10_000;
const longestWords = 300;

export interface Answer {
  status: number;
  text: string;
}

/**
 * @param largest bytes of the answer that are read; what is longer is an error
 * @throws {ProviderError} `timeout`, `too-large`, or the network's reason. Never holds the address:
 *   the key rides in it
 */
export async function ask(
  ctx: Pick<AdapterContext<unknown>, "fetch" | "signal">,
  url: URL,
  { largest, ...init }: RequestInit & { largest: number },
): Promise<Answer> {
  const signal = AbortSignal.any([ctx.signal, AbortSignal.timeout(patience)]);
  try {
    const response = await ctx.fetch(url, { ...init, redirect: "manual", signal });
    const tooLarge = `CallKeeper's answer is longer than ${largest} bytes`;
    return { status: response.status, text: await readBody(response, largest, tooLarge) };
  } catch (error) {
    throw asProviderError(error, signal);
  }
}

function asProviderError(error: unknown, signal: AbortSignal): ProviderError {
  if (error instanceof ProviderError) return error;
  if (signal.aborted) return new ProviderError("timeout", "CallKeeper did not answer in time");
  const cause = causeOf(error);
  if (lost.has(cause.code ?? "")) {
    return new ProviderError(
      "connection-lost",
      "The connection was lost before CallKeeper answered",
    );
  }
  const { code, detail } = reasonOf(cause);
  return new ProviderError(code, detail);
}

/** Nobody knows then whether the request was heard. */
const lost = new Set(["UND_ERR_SOCKET", "ECONNRESET", "EPIPE"]);

/** `fetch` wraps what the network said; Node's own name for it is inside. */
function causeOf(error: unknown): Error & { code?: string } {
  const outer = error as Error & { cause?: Error };
  return outer.cause ?? outer;
}

/** What CallKeeper says, as a line a person may read: without markup, not endless. */
export function wordsOf(text: string): string {
  const plain = text
    .replace(/<[^>]*>/g, " ")
    .replace(/[\s\u0000-\u001f\u007f\ufeff]+/g, " ")
    .trim();
  return plain.length > longestWords ? `${plain.slice(0, longestWords - 1)}…` : plain;
}
