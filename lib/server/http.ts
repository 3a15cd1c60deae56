/**
 * The plain Node door, in front of Next: health and REST are answered before Next sees the request
 * (a Next route handler reached 5 % of the throughput of plain Node for such calls).
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { isOwnOrigin } from "#lib/realtime/own-origin";
import { api } from "./api";
import { exports } from "./exports";
import { leadForm } from "./lead-form";

export type NextHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface Door {
  server: Server;
  /** Until Next is ready its pages answer 503; health and REST work from the start. */
  attachNext(handler: NextHandler): void;
}

const ownPaths = /^\/api\/(?!auth(?:\/|$))/;
const exportPaths = /^\/(?:contacts|calls)\/export(?:\?|$)/;
/** The one page that other sites may frame; the answers to it too, for forms without scripts. */
const framedPaths = /^\/(?:lead|api\/leads)\//;

export function createDoor({ publicUrl }: { publicUrl: string | null }): Door {
  const answerApi = getRequestListener(api.fetch);
  const answerExport = getRequestListener(exports.fetch);
  const answerLeadForm = getRequestListener(leadForm.fetch);
  let next: NextHandler | null = null;
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000 }, (req, res) => {
    for (const [name, value] of securityHeaders) res.setHeader(name, value);
    for (const name of forgeable) Reflect.deleteProperty(req.headers, name);
    if (framedPaths.test(req.url ?? "")) res.removeHeader("x-frame-options");
    if (req.url?.startsWith("/lead/")) return void answerLeadForm(req, res);
    if (exportPaths.test(req.url ?? "")) return void answerExport(req, res);
    if (ownPaths.test(req.url ?? "")) return void answerApi(req, res);
    if (!mayAct(req, publicUrl)) {
      res.writeHead(403, { "content-type": "text/plain" });
      return void res.end("This request comes from another site");
    }
    if (next) return void next(req, res);
    res.writeHead(503, { "retry-after": "1", "content-type": "text/plain" });
    res.end("tinyCRM is starting");
  });
  return {
    server,
    attachNext(handler) {
      next = handler;
    },
  };
}

/**
 * What would let a stranger name our address, or pass for Next's own inner requests. Whoever runs a
 * proxy in front says so with TINYCRM_PUBLIC_URL.
 */
const forgeable = ["x-forwarded-host", "x-forwarded-proto", "x-middleware-subrequest"];

/** A server action must come from our own pages; Next itself lets one without an Origin pass. */
function mayAct(request: IncomingMessage, publicUrl: string | null): boolean {
  if (request.method !== "POST" || request.url?.startsWith("/api/auth/")) return true;
  const { origin, host } = request.headers;
  return origin !== undefined && isOwnOrigin(origin, host, publicUrl);
}

const securityHeaders = [
  ["x-content-type-options", "nosniff"],
  ["referrer-policy", "same-origin"],
  ["x-frame-options", "DENY"],
  ["permissions-policy", "camera=(), geolocation=(), microphone=()"],
  ["cross-origin-opener-policy", "same-origin"],
] as const;
