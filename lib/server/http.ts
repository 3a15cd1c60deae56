/**
 * The plain Node door, in front of Next: health and REST are answered before Next sees the request
 * (a Next route handler reached 5 % of the throughput of plain Node for such calls).
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { asActor, recordRefusal } from "#lib/auth/as-actor";
import { userFromCookieHeader } from "#lib/auth/cookie";
import { tooManySignIns } from "#lib/auth/sign-in-answers";
import { clientOf, networkOf } from "#lib/base/client-address";
import type { Config } from "#lib/base/config";
import { ceilings, limitOf } from "#lib/base/limits";
import { log } from "#lib/base/log";
import { isOwnOrigin } from "#lib/base/own-pages";
import { requestPathOf } from "#lib/base/door-headers";
import { largestActionBody, refuseAction } from "./action-request";
import { api } from "./api";
import { requestLimitOf } from "./request-limits";
import { exports } from "./exports";
import { createGuard, refuse, type Refusal } from "./guard";
import { leadForm } from "./lead-form";
import { securityContact } from "./security-contact";
import { createWebRules } from "./web-rules";
import { widget } from "./widget";
import { readWhole, withBody } from "./whole-body";

export type NextHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface Door {
  /** What listens. */
  server: Server;
  /** What is behind the guard, for whoever wants to answer requests and upgrades too; it never listens. */
  inside: Server;
  /** Until Next is ready its pages answer 503; health and REST work from the start. */
  attachNext(handler: NextHandler): void;
}

const ownPaths = /^\/api\/(?!auth(?:[/?]|$))/;
const exportPaths =
  /^\/(?:(?:contacts|calls|audit)\/export|contacts\/export\/[0-9a-f-]{36})(?:\?|$)/;
/** Pages that the browser kept are not to be seen by whoever sits down there next. */
const signOutPath = /^\/api\/auth\/signout(?:\?|$)/;
const contactPath = /^\/\.well-known\/security\.txt(?:\?|$)/;
/** The one page that other sites may frame; the answers to it too, for forms without scripts. */
const framedPaths = /^\/(?:lead|api\/leads)\//;
const signInPath = /^\/api\/auth\/callback\//;

const starting: Refusal = {
  status: 503,
  code: "starting",
  message: "tinyCRM is starting",
  headers: { "retry-after": "1" },
};
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

const tooOften = (wait: number): Refusal => ({
  status: 429,
  code: "too_many",
  message: `Too many requests: wait ${wait} s`,
  headers: { "retry-after": String(wait) },
});

/** @returns how long an address has to wait that asks sign-in too often, in seconds; else 0 */
function signInWait({ url, headers }: IncomingMessage): number {
  if (!url?.startsWith("/api/auth/")) return 0;
  return limitOf("signInRequests").take(networkOf(clientOf(headers)));
}

export type DoorOptions = Pick<
  Config,
  "publicUrl" | "trustedProxies" | "development" | "securityContact"
>;

export function createDoor(options: DoorOptions): Door {
  const { publicUrl } = options;
  const rules = createWebRules(options);
  const answerApi = getRequestListener(api.fetch);
  const answerExport = getRequestListener(exports.fetch);
  const answerLeadForm = getRequestListener(leadForm.fetch);
  const answerWidget = getRequestListener(widget.fetch);
  const answerContact = getRequestListener(securityContact(options).fetch);
  const signIns = createSignInGate();
  /** next-auth's own doors, and in development what reports errors of a page. */
  const takesForms = (url: string) =>
    url.startsWith("/api/auth/") || (options.development && url.startsWith("/__nextjs"));
  let next: NextHandler | null = null;

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
    const whole = action ? withBody(req, action.rewritten) : read.whole;
    return showPage(next, whole, res);
  }

  function showPage(
    handler: NextHandler,
    req: IncomingMessage,
    res: ServerResponse,
  ): Promise<void> {
    rules.openPage(req, res);
    return handler(req, res);
  }

  const inside = createServer((req, res) => {
    if (signOutPath.test(req.url ?? "")) res.setHeader("clear-site-data", '"cache"');
    if (!mayAct(req, publicUrl) || isOwnDoor(req.url ?? "")) recordRefused(req, res);
    if (framedPaths.test(req.url ?? "")) rules.letFrame(res);
    if (req.url?.startsWith("/lead/")) return void answerLeadForm(req, res);
    if (req.url?.startsWith("/widget/")) return void answerWidget(req, res);
    if (contactPath.test(req.url ?? "")) return void answerContact(req, res);
    if (exportPaths.test(req.url ?? "")) return void answerExport(req, res);
    if (ownPaths.test(req.url ?? "")) return void answerApi(req, res);
    const wait = signInWait(req);
    if (wait > 0) return refuse(res, tooOften(wait));
    if (mayAct(req, publicUrl)) return void answerByNext(req, res).catch(failed(res));
    refuse(res, foreignOrigin);
  });

  const timeouts = {
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    connectionsCheckingInterval: 1_000,
  };
  return {
    server: createGuard(createServer(timeouts), inside, { ...options, rules }),
    inside,
    attachNext(handler) {
      next = handler;
    },
  };
}

/** Doors that answer before Next. Its pages record themselves what they refuse, and hooks are none of people's. */
function isOwnDoor(url: string): boolean {
  return exportPaths.test(url) || (ownPaths.test(url) && !url.startsWith("/api/hooks/"));
}

/** Whoever is answered that they may not is in the audit log. */
function recordRefused(req: IncomingMessage, res: ServerResponse): void {
  res.once("finish", () => {
    if (res.statusCode !== 403) return;
    const { headers } = req;
    void userFromCookieHeader(headers.cookie)
      .then((user) => {
        const actor = asActor(user, clientOf(headers));
        return recordRefusal("door", { actor, path: requestPathOf(headers) });
      })
      .catch((error: unknown) => log().error({ err: error }, "a refusal could not be recorded"));
  });
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
