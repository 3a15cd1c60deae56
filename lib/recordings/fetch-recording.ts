/** One request for a recording, and those its redirects lead to. Plain Node: the body is never held, and names are guarded. */
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { guardedLookup } from "./address-guard";

/** Why a recording can't be played; `recordings.errors.<code>` words it. */
export type RecordingFailure =
  "gone" | "elsewhere" | "refused" | "timeout" | "unreachable" | "not-audio";

/** A message of this would hold no address: keys ride in addresses. */
export class RecordingError extends Error {
  override readonly name = "RecordingError";
  constructor(readonly code: RecordingFailure) {
    super(code);
  }
}

export interface RecordingRequest {
  url: URL;
  /** Asked of every address, the first one included, before anything is sent there. */
  owns(url: URL): boolean;
  range?: string;
  signal: AbortSignal;
}

/** From a request to the head of its answer, in ms. */
const patience = 15_000;
const mostRedirects = 3;
const redirects = new Set([301, 302, 303, 307, 308]);

/** @throws {RecordingError} @returns an answer with the recording, whole or in part, or a 416 */
export async function fetchRecording(
  request: RecordingRequest,
): Promise<{ answer: IncomingMessage; url: URL }> {
  let { url } = request;
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    if (!/^https?:$/.test(url.protocol) || !request.owns(url)) break;
    const answer = await ask(url, request);
    const { statusCode = 0, headers } = answer;
    if (redirects.has(statusCode) && headers.location) {
      answer.destroy();
      if (!URL.canParse(headers.location, url)) break;
      url = new URL(headers.location, url);
      continue;
    }
    if (statusCode === 200 || statusCode === 206 || statusCode === 416) return { answer, url };
    answer.destroy();
    throw new RecordingError(failureOf(statusCode));
  }
  throw new RecordingError("elsewhere");
}

function failureOf(status: number): RecordingFailure {
  if (status === 404 || status === 410) return "gone";
  return status === 401 || status === 403 ? "refused" : "unreachable";
}

function ask(url: URL, { range, signal }: RecordingRequest): Promise<IncomingMessage> {
  const given = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
  const send = url.protocol === "https:" ? httpsRequest : httpRequest;
  // Compressed, its ranges would be another file's.
  const headers = { accept: "audio/*, */*;q=0.1", "accept-encoding": "identity" };
  return new Promise((resolve, reject) => {
    const request = send(url, {
      headers: { ...headers, ...(range && { range }) },
      lookup: guardedLookup,
      // A connection kept open would be cut in the middle of the next recording.
      agent: false,
    });
    const giveUp = () => request.destroy(given.reason as Error);
    if (given.aborted) giveUp();
    given.addEventListener("abort", giveUp, { once: true });
    request.once("response", (answer) => {
      given.removeEventListener("abort", giveUp);
      resolve(answer);
    });
    request.once("error", (error: NodeJS.ErrnoException) => {
      given.removeEventListener("abort", giveUp);
      const late = (given.reason as Error | undefined)?.name === "TimeoutError";
      const closed = error.code === "ECLOSED";
      reject(new RecordingError(closed ? "elsewhere" : late ? "timeout" : "unreachable"));
    });
    request.end();
  });
}
