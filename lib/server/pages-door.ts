/**
 * The door of a pages' process: REST, files and imports in plain Node, everything else by Next. What comes here has
 * passed the engine's guard; bodies are read and checked here, before Next sees them.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { tooManySignIns } from "#lib/auth/sign-in-answers";
import type { Config } from "#lib/base/config";
import { ceilings } from "#lib/base/limits";
import { log } from "#lib/base/log";
import { isOwnOrigin } from "#lib/base/own-pages";
import { largestActionBody, refuseAction } from "./action-request";
import { exports } from "./exports";
import { refuse, starting, type Refusal } from "./guard";
import { recordRefused } from "./record-refused";
import { requestLimitOf } from "./request-limits";
import { rest } from "./rest";
import { createWebRules } from "./web-rules";
import { readWhole, withBody } from "./whole-body";

export type NextHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const restPaths = /^\/api\/(?!auth(?:[/?]|$))/;
const exportPaths =
  /^\/(?:(?:contacts|calls|audit)\/export|contacts\/export\/[0-9a-f-]{36})(?:\?|$)/;
/** Pages that the browser kept are not to be seen by whoever sits down there next. */
const signOutPath = /^\/api\/auth\/signout(?:\?|$)/;
const signInPath = /^\/api\/auth\/callback\//;

const failure: Refusal = {
  status: 500,
  code: "failed",
  message: "The request failed; the log has the reason",
};
const foreignOrigin: Refusal = {
  status: 403,
  code: "foreign_origin",
  message:
    "This request comes from another site, or TINYCRM_PUBLIC_URL is not the address people use",
};

/** The engine's keep-alive connections stay open, and its requests have headers of its own in addition. */
const betweenProcesses = { keepAliveTimeout: 0, requestTimeout: 0, maxHeaderSize: 32 * 1024 };

export type PagesDoorOptions = Pick<Config, "publicUrl" | "development">;

export interface PagesDoor {
  server: Server;
  attachNext(handler: NextHandler): void;
}

export function createPagesDoor(options: PagesDoorOptions): PagesDoor {
  const { publicUrl, development } = options;
  const rules = createWebRules(options);
  const answerRest = getRequestListener(rest.fetch);
  const answerExport = getRequestListener(exports.fetch);
  const signIns = createSignInGate();
  let next: NextHandler | null = null;
  /** next-auth's own doors, and in development what reports errors of a page. */
  const takesForms = (url: string) =>
    url.startsWith("/api/auth/") || (development && url.startsWith("/__nextjs"));

  async function answerByNext(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (!next) return refuse(res, starting);
    if (req.method !== "POST") return showPage(next, req, res);
    const { largestBody } = requestLimitOf(req.url ?? "");
    const isAction = !takesForms(req.url ?? "");
    const largest = isAction ? Math.min(largestBody, largestActionBody(req.headers)) : largestBody;
    const read = await readWhole(req, res, largest);
    if (!read) return;
    if ("refusal" in read) return refuse(res, read.refusal);
    const action = isAction ? await refuseAction(req.headers, read.body) : null;
    if (action && "refusal" in action) return refuse(res, action.refusal);
    if (signInPath.test(req.url ?? "") && !signIns.enter(res)) {
      const { status, headers, body } = tooManySignIns(1, req.headers.host ?? "");
      return void res.writeHead(status, headers).end(body);
    }
    return showPage(next, action ? withBody(req, action.rewritten) : read.whole, res);
  }

  function showPage(
    handler: NextHandler,
    req: IncomingMessage,
    res: ServerResponse,
  ): Promise<void> {
    rules.openPage(req, res);
    return handler(req, res);
  }

  const server = createServer(betweenProcesses, (req, res) => {
    const url = req.url ?? "";
    rules.close(req, res);
    if (signOutPath.test(url)) res.setHeader("clear-site-data", '"cache"');
    const plain = exportPaths.test(url) ? answerExport : restPaths.test(url) ? answerRest : null;
    const acts = plain !== null || mayAct(req, publicUrl);
    if (plain || !acts) recordRefused(req, res);
    if (plain) return void plain(req, res);
    if (acts) return void answerByNext(req, res).catch(failed(res));
    refuse(res, foreignOrigin);
  });
  return {
    server,
    attachNext(handler) {
      next = handler;
    },
  };
}

function failed(response: ServerResponse): (error: unknown) => void {
  return (error) => {
    log().error({ err: error }, "a page failed");
    if (response.headersSent) response.destroy();
    else refuse(response, failure);
  };
}

/** A server action must come from our own pages; Next itself lets one without an Origin pass. */
function mayAct(request: IncomingMessage, publicUrl: string | null): boolean {
  if (request.method !== "POST" || request.url?.startsWith("/api/auth/")) return true;
  const { origin, host } = request.headers;
  return origin !== undefined && isOwnOrigin(origin, host, publicUrl);
}

/** Sign-ins beyond those that soon get their turn are refused before they cost anything. */
function createSignInGate() {
  let underWay = 0;
  return {
    /** @returns false when there are too many; else it is counted until its answer is out */
    enter(response: ServerResponse): boolean {
      if (underWay >= ceilings.signIns) return false;
      underWay += 1;
      response.once("close", () => (underWay -= 1));
      return true;
    },
  };
}
