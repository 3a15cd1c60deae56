/**
 * The one way from this process to other servers: HTTP for adapters, checks, orders and recordings, and
 * WebSockets. Every connection is dialled by `dial.ts`; no redirect is followed here, and nothing is
 * read or waited for without an end.
 */
import { request as httpRequest, type ClientRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { Readable } from "node:stream";
import type { ReadableStream as WebStream } from "node:stream/web";
import WebSocket, { type ClientOptions } from "ws";
import { minute } from "#lib/base/duration";
import type { AdapterContext, FetchRequest } from "#lib/providers/contract";
import { coded, createDial, type Resolve } from "./dial";
import { hostOf, permissionsOf, portOf, type Permissions } from "./permissions";

export interface Outgoing extends Pick<AdapterContext<unknown>, "fetch" | "openSocket"> {
  /**
   * One request whose answer the caller reads by itself, and destroys. Its `error` events need no listener.
   * @param request.longest from the request to the end of its answer, in ms
   * @throws what the network says, or a `ClosedAddressError`
   */
  request(url: URL, request: RequestWithEnd): Promise<IncomingMessage>;
}

type RequestWithEnd = Omit<FetchRequest, "body"> & {
  /** Bytes go as they are. */
  body?: FetchRequest["body"] | Buffer;
  longest: number;
};

/** From a request to the end of its answer, in ms; adapters are less patient by themselves. */
const longestFetch = 2 * minute;
/** How long the other side may be silent before it answers, in ms. */
const longestSilence = 30_000;
/** Bytes of an answer to `fetch`; adapters take less by themselves. */
const largestAnswer = 64 * 1024 * 1024;
/** Statuses whose answers have no body. */
const bodiless = new Set([204, 205, 304]);
/** Compressed, an answer's size would be known only after it was unpacked, and its ranges another file's. */
const usualHeaders = { accept: "*/*", "accept-encoding": "identity", "user-agent": "tinyCRM" };

/** The client of a connection, with its permissions; of no connection by default. */
export function outgoingFor(connection?: { id?: string; slug?: string }): Outgoing {
  return createOutgoing(permissionsOf(connection));
}

/** @param resolve for tests of what a name leads to @default the system's */
export function createOutgoing(permissions: Permissions, resolve?: Resolve): Outgoing {
  const dial = createDial(permissions, resolve);

  /** For `http.request`, which `ws` uses too. */
  function connector(url: URL) {
    const secure = isSecure(url);
    return (
      { timeout }: { timeout?: number },
      done: (error: Error | null, socket?: unknown) => void,
    ): undefined => {
      const target = { host: hostOf(url), port: portOf(url), timeout };
      dial(target, secure).then(
        (socket) => done(null, socket),
        (error: Error) => done(error),
      );
    };
  }

  const request: Outgoing["request"] = async (url, given) => {
    if (!/^https?:$/.test(url.protocol)) throw coded("address", "is no web address");
    const { method = "GET", headers, body } = given;
    const send = isSecure(url) ? httpsRequest : httpRequest;
    const sent = send(url, {
      method,
      headers: { ...usualHeaders, ...typeOf(body), ...headers },
      timeout: longestSilence,
      createConnection: connector(url) as never,
    });
    const answer = await answerTo(sent, given);
    answer.on("error", () => undefined);
    return answer;
  };

  return {
    request,
    async fetch(address, options = {}) {
      const answer = await request(new URL(address), { ...options, longest: longestFetch });
      return toResponse(answer);
    },
    openSocket(address, { maxPayload, handshakeTimeout }) {
      const url = new URL(address);
      if (!/^wss?:$/.test(url.protocol)) throw coded("address", "is no address of a WebSocket");
      const options: ClientOptions = {
        maxPayload,
        handshakeTimeout,
        followRedirects: false,
        perMessageDeflate: false,
        createConnection: connector(url) as never,
      };
      return new WebSocket(address, options);
    },
  };
}

function isSecure({ protocol }: URL): boolean {
  return protocol === "https:" || protocol === "wss:";
}

/** Gives up at once, also while the name is still being resolved. */
function answerTo(
  sent: ClientRequest,
  { body, signal, longest }: RequestWithEnd,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const giveUp = (error: Error) => {
      reject(error);
      sent.destroy(error);
      done();
    };
    const late = () => giveUp(coded("ETIMEDOUT", "no answer in time"));
    const abort = () => giveUp(new DOMException("The request was given up", "AbortError"));
    const timer = setTimeout(late, longest);
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    };
    signal?.addEventListener("abort", abort);
    sent.on("timeout", late);
    sent.on("close", done);
    sent.on("error", giveUp);
    sent.on("response", (answer: IncomingMessage) => {
      // How fast its body is read is for the reader to say.
      answer.setTimeout(0);
      resolve(answer);
    });
    sent.end(body === undefined || Buffer.isBuffer(body) ? body : String(body));
    if (signal?.aborted) abort();
  });
}

/** As `fetch` does it. */
function typeOf(body: RequestWithEnd["body"]): Record<string, string> {
  if (body === undefined || Buffer.isBuffer(body)) return {};
  const type = typeof body === "string" ? "text/plain" : "application/x-www-form-urlencoded";
  return { "content-type": `${type};charset=UTF-8` };
}

function toResponse(answer: IncomingMessage): Response {
  const status = answer.statusCode ?? 0;
  const headers = new Headers();
  for (let at = 0; at + 1 < answer.rawHeaders.length; at += 2) {
    headers.append(answer.rawHeaders[at]!, answer.rawHeaders[at + 1]!);
  }
  if (bodiless.has(status)) {
    answer.resume();
    return new Response(null, { status, headers });
  }
  const body = Readable.toWeb(Readable.from(limited(answer))) as WebStream<Uint8Array>;
  return new Response(body as ReadableStream<Uint8Array>, { status, headers });
}

async function* limited(answer: IncomingMessage): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestAnswer) throw coded("too-large", "the answer is too large");
    yield chunk;
  }
}
