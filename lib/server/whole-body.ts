/**
 * Bodies for Next, which would read them without an end and without a limit: they are read here first, and Next gets
 * the request once it is whole. What is too large, too slow or too much at once is refused without Next.
 */
import { IncomingMessage, type ServerResponse } from "node:http";
import { ceilings } from "#lib/base/limits";
import { slowestBody } from "./request-limits";
import { tooLarge, type Refusal } from "./guard";

const tooSlow: Refusal = {
  status: 408,
  code: "too_slow",
  message: "The body took too long to come",
};
const tooMuch: Refusal = {
  status: 503,
  code: "busy",
  message: "Too much is being sent at the moment",
  headers: { "retry-after": "1" },
};

/** Bytes that all requests together hold at the moment. */
let held = 0;

/**
 * @param largest in bytes
 * @returns the body, and a request with the same head that brings it; null when its client has gone
 */
export function readWhole(
  request: IncomingMessage,
  response: ServerResponse,
  largest: number,
): Promise<{ whole: IncomingMessage; body: Buffer } | { refusal: Refusal } | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(refuse, slowestBody, tooSlow);
    response.once("close", () => (held -= size));

    function settle(): void {
      clearTimeout(timer);
      request.off("data", take).off("end", end).off("close", leave);
    }

    function refuse(refusal: Refusal): void {
      settle();
      chunks.length = 0;
      resolve({ refusal });
    }

    function take(chunk: Buffer): void {
      size += chunk.length;
      held += chunk.length;
      if (size > largest) return refuse(tooLarge(largest));
      if (held > ceilings.heldBodies) return refuse(tooMuch);
      chunks.push(chunk);
    }

    function end(): void {
      settle();
      const body = Buffer.concat(chunks);
      resolve({ whole: withBody(request, { body }), body });
    }

    function leave(): void {
      settle();
      resolve(null);
    }

    request.on("data", take).on("end", end).on("close", leave);
    // A client that goes away in the middle; `close` follows.
    request.on("error", () => undefined);
  });
}

/** A request like this one that brings another body. @param changed headers that the body needs */
export function withBody(
  request: IncomingMessage,
  { body, headers: changed }: { body: Buffer; headers?: Record<string, string> },
): IncomingMessage {
  const whole = new IncomingMessage(request.socket);
  const { method, url, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = request;
  const headers = { ...request.headers, ...changed };
  const head = {
    method,
    url,
    headers,
    rawHeaders,
    httpVersion,
    httpVersionMajor,
    httpVersionMinor,
  };
  Object.assign(whole, head, { complete: true });
  if (body.length > 0) whole.push(body);
  whole.push(null);
  return whole;
}
