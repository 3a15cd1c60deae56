/**
 * The guard before all doors, sockets included: it lets in what is meant for this server, says who the client is, and
 * turns away methods and bodies that the door behind it does not know.
 */
import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { createClientFinder, nameClient, nameUnlistedProxy } from "#lib/base/client-address";
import type { Config } from "#lib/base/config";
import { second } from "#lib/base/duration";
import { log } from "#lib/base/log";
import { markLocalClient, nameRequestPath } from "#lib/base/door-headers";
import { refuseHost } from "#lib/base/own-pages";
import { problem } from "./answers";
import { requestLimitOf } from "./request-limits";
import type { WebRules } from "./web-rules";

/** How long a client that is refused may go on sending before it is cut off: it has to read the answer. */
const lastWords = second;

export interface Refusal {
  status: number;
  /** Of the API's errors. */
  code: string;
  message: string;
  headers?: Record<string, string>;
}

/** While there is nobody to answer yet, or for a moment. */
export const starting: Refusal = {
  status: 503,
  code: "starting",
  message: "tinyCRM is starting",
  headers: { "retry-after": "1" },
};

/**
 * @param outside what listens
 * @param inside gets the requests and upgrades that may come in
 * @returns `outside`
 */
export function createGuard(
  outside: Server,
  inside: Server,
  {
    publicUrl,
    trustedProxies,
    rules,
  }: Pick<Config, "publicUrl" | "trustedProxies"> & { rules: Pick<WebRules, "close"> },
): Server {
  const report = reportOnce();
  /** Of the request that is being looked at. */
  let unlisted: string | null = null;
  const findClient = createClientFinder(trustedProxies, (proxy) => {
    unlisted = proxy;
    report(proxy);
  });

  /** Also says who the client is, and leaves out what a client may not say. */
  function refusalOf(request: IncomingMessage): Refusal | null {
    const { headers, headersDistinct, method, url = "" } = request;
    const host = refuseHost(headersDistinct.host ?? [], publicUrl);
    if (host) return { code: "foreign_host", ...host };
    if (!url.startsWith("/")) {
      return { status: 400, code: "invalid", message: "The address must begin with a slash" };
    }
    markLocalClient(request, publicUrl);
    unlisted = null;
    nameClient(headers, findClient(request));
    nameUnlistedProxy(headers, unlisted);
    nameRequestPath(headers, url);
    for (const name of forgeable) Reflect.deleteProperty(headers, name);
    const { methods, largestBody, refusesItself } = requestLimitOf(url);
    if (!methods.includes(method ?? "")) return notAllowed(methods);
    const isLarge = Number(headers["content-length"] ?? 0) > largestBody;
    return isLarge && !refusesItself ? tooLarge(largestBody) : null;
  }

  outside.on("request", (request, response) => {
    rules.close(request, response);
    const refusal = refusalOf(request);
    if (refusal) return refuse(response, refusal);
    inside.emit("request", request, response);
  });
  outside.on("upgrade", (request, socket, head) => {
    const refusal = refusalOf(request);
    if (refusal) return refuseUpgrade(socket, refusal);
    inside.emit("upgrade", request, socket, head);
  });
  outside.on("connect", (request, socket) =>
    refuseUpgrade(socket, notAllowed(requestLimitOf(request.url ?? "").methods)),
  );
  return outside;
}

function reportOnce(): (proxy: string) => void {
  let reported = false;
  return (proxy) => {
    if (reported) return;
    reported = true;
    log().warn(
      { proxy },
      "all clients behind this proxy count as one: name it in TINYCRM_TRUSTED_PROXIES",
    );
  };
}

/** Answers in the API's shape or in plain words, also while the client goes on sending. */
export function refuse(
  response: ServerResponse,
  { status, code, message, headers }: Refusal,
): void {
  const { req } = response;
  const isApi = req.url?.startsWith("/api/") ?? false;
  const type = isApi ? "application/json" : "text/plain; charset=utf-8";
  response.writeHead(status, { "content-type": type, ...headers });
  response.end(isApi ? JSON.stringify(problem(code, message)) : message);
  cutOff(req);
}

/** A client can't read its answer from a connection that is closed while it sends: it gets a moment. */
export function cutOff(request: IncomingMessage): void {
  if (request.complete) return;
  request.on("error", () => undefined).resume();
  setTimeout(() => request.complete || request.socket.destroy(), lastWords).unref();
}

export function tooLarge(largest: number): Refusal {
  return { status: 413, code: "too_large", message: `The body is over ${largest} bytes` };
}

function refuseUpgrade(socket: Duplex, { status, message, headers = {} }: Refusal): void {
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "content-type: text/plain",
    `content-length: ${Buffer.byteLength(message)}`,
    "connection: close",
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.on("error", () => undefined);
  socket.end(`${lines.join("\r\n")}\r\n\r\n${message}`);
}

function notAllowed(methods: readonly string[]): Refusal {
  const allow = methods.join(", ");
  const message = `This address answers ${allow}`;
  return { status: 405, code: "method_not_allowed", message, headers: { allow } };
}

/**
 * What would let a stranger name our address, or pass for Next's own inner requests. Whoever runs a
 * proxy in front says so with TINYCRM_PUBLIC_URL.
 */
const forgeable = ["x-forwarded-host", "x-forwarded-proto", "x-middleware-subrequest"];
