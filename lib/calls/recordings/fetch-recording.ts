/** One request for a recording, and those its redirects lead to. The body is never held. */
import type { IncomingMessage } from "node:http";
import { hour } from "#lib/base/duration";
import type { Outgoing } from "#lib/outgoing/client";
import { isClosed } from "#lib/providers/kit/failures";
import { withTimeLimit } from "#lib/providers/kit/time-limit";

/** Why a recording can't be played; `recordings.errors.<code>` words it. */
export type RecordingFailure =
  | "gone"
  | "elsewhere"
  | "not-web"
  | "closed"
  | "refused"
  | "timeout"
  | "unreachable"
  | "not-audio"
  | "too-large";

/** A message of this would hold no address: keys ride in addresses. */
export class RecordingError extends Error {
  override readonly name = "RecordingError";
  constructor(
    readonly code: RecordingFailure,
    /** For the log: what the operator may do. */
    readonly detail?: string,
  ) {
    super(code);
  }
}

export interface RecordingRequest {
  /** As the provider sent it. */
  address: string;
  /** Asked of every address, the first one included, before anything is sent there. */
  owns(url: URL): boolean;
  outgoing: Pick<Outgoing, "request">;
  range?: string;
  signal: AbortSignal;
}

/** From a request to the head of its answer, in ms. */
const patience = 15_000;
/** From a request to the end of its answer, in ms: somebody may listen to all of it as it comes. */
const longest = hour;
const mostRedirects = 3;
const redirects = new Set([301, 302, 303, 307, 308]);

/** @throws {RecordingError} @returns an answer with the recording, whole or in part, or a 416 */
export async function fetchRecording(
  request: RecordingRequest,
): Promise<{ answer: IncomingMessage; url: URL }> {
  let url = parsed(request.address);
  if (/^ftps?:$/.test(url.protocol)) throw new RecordingError("not-web");
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    if (!/^https?:$/.test(url.protocol) || !request.owns(url)) break;
    const answer = await ask(url, request);
    const { statusCode = 0, headers } = answer;
    if (redirects.has(statusCode) && headers.location) {
      answer.destroy();
      url = parsed(headers.location, url);
      continue;
    }
    if (statusCode === 200 || statusCode === 206 || statusCode === 416) return { answer, url };
    answer.destroy();
    throw new RecordingError(failureOf(statusCode));
  }
  throw new RecordingError("elsewhere");
}

/** @throws {RecordingError} for what nobody can read as an address */
function parsed(address: string, base?: URL): URL {
  if (URL.canParse(address, base)) return new URL(address, base);
  throw new RecordingError("elsewhere");
}

function failureOf(status: number): RecordingFailure {
  if (status === 404 || status === 410) return "gone";
  return status === 401 || status === 403 ? "refused" : "unreachable";
}

async function ask(
  url: URL,
  { outgoing, range, signal }: RecordingRequest,
): Promise<IncomingMessage> {
  const headers = { accept: "audio/*, */*;q=0.1", ...(range && { range }) };
  // Beside the listener's signal, which stays in force until the last byte.
  const whole = new AbortController();
  const abort = () => whole.abort();
  signal.addEventListener("abort", abort);
  try {
    const answer = await withTimeLimit(patience, [signal], (limit) => {
      limit.addEventListener("abort", abort);
      return outgoing
        .request(url, { headers, signal: whole.signal, longest })
        .finally(() => limit.removeEventListener("abort", abort));
    });
    answer.once("close", () => signal.removeEventListener("abort", abort));
    return answer;
  } catch (error) {
    signal.removeEventListener("abort", abort);
    const { code, message } = error as NodeJS.ErrnoException;
    if (isClosed(code)) throw new RecordingError("closed", message);
    const late = code === "ETIMEDOUT" || (whole.signal.aborted && !signal.aborted);
    throw new RecordingError(late ? "timeout" : "unreachable");
  }
}
