/**
 * The engine's door: the guard, then what the engine answers itself in plain Node (hooks, health, lead forms, the
 * vendors' frames). Everything else is the pages', whose process it is handed to.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { clientOf, networkOf } from "#lib/base/client-address";
import type { Config } from "#lib/base/config";
import { second } from "#lib/base/duration";
import { ceilings, limitOf } from "#lib/base/limits";
import { api } from "./api";
import { createGuard, cutOff, refuse, starting, type Refusal } from "./guard";
import { leadForm } from "./lead-form";
import { recordRefused } from "./record-refused";
import { securityContact } from "./security-contact";
import { createWebRules } from "./web-rules";
import { widget } from "./widget";

/** Answers what the pages have to answer. @param away answers while there are none */
export type PagesHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  away: () => void,
) => void;

export interface FrontDoor {
  /** What listens. */
  server: Server;
  /** What is behind the guard, for whoever wants to answer upgrades too; it never listens. */
  inside: Server;
  /** Until then pages answer 503; health and hooks work from the start. */
  attachPages(pages: PagesHandler): void;
}

const enginePaths = /^\/api\/(?:health|hooks|leads|metrics)(?:[/?]|$)/;
const contactPath = /^\/\.well-known\/security\.txt(?:\?|$)/;
/** The one page that other sites may frame; the answers to it too, for forms without scripts. */
const framedPaths = /^\/(?:lead|api\/leads)\//;

const tooOften = (wait: number): Refusal => ({
  status: 429,
  code: "too_many",
  message: `Too many requests: wait ${wait} s`,
  headers: { "retry-after": String(wait) },
});

export type DoorOptions = Pick<
  Config,
  "publicUrl" | "trustedProxies" | "development" | "securityContact"
>;

export function createFrontDoor(options: DoorOptions): FrontDoor {
  const rules = createWebRules(options);
  const answerApi = getRequestListener(api.fetch);
  const answerLeadForm = getRequestListener(leadForm.fetch);
  const answerWidget = getRequestListener(widget.fetch);
  const answerContact = getRequestListener(securityContact(options).fetch);
  let pages: PagesHandler | null = null;

  function answerByPages(request: IncomingMessage, response: ServerResponse): void {
    const wait = signInWait(request);
    if (wait > 0) return refuseLate(response, tooOften(wait));
    if (!pages) return refuse(response, starting);
    // Pages may answer before they have all of the body.
    response.once("finish", () => cutOff(request));
    pages(request, response, () => {
      rules.close(request, response);
      refuse(response, starting);
    });
  }

  const inside = createServer((req, res) => {
    const url = req.url ?? "";
    if (framedPaths.test(url)) rules.letFrame(res);
    if (url.startsWith("/lead/")) return void answerLeadForm(req, res);
    if (url.startsWith("/widget/")) return void answerWidget(req, res);
    if (contactPath.test(url)) return void answerContact(req, res);
    if (!enginePaths.test(url)) return answerByPages(req, res);
    // Hooks are none of people's, and record themselves what they refuse.
    if (!url.startsWith("/api/hooks/")) recordRefused(req, res);
    void answerApi(req, res);
  });

  const timeouts = {
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    connectionsCheckingInterval: 1_000,
    // Longer than a proxy keeps one (nginx: a minute): who closes it first may do so while a request is on its way in it.
    keepAliveTimeout: 65_000,
  };
  return {
    server: createGuard(createServer(timeouts), inside, { ...options, rules }),
    inside,
    attachPages(handler) {
      pages = handler;
    },
  };
}

/** Refusals that are held back at the moment. */
let held = 0;

/** Whoever asks as soon as they are refused would ask without end. */
function refuseLate(response: ServerResponse, refusal: Refusal): void {
  if (held >= ceilings.heldRefusals) return void response.destroy();
  held += 1;
  const timer = setTimeout(refuse, second, response, refusal);
  response.once("close", () => {
    held -= 1;
    clearTimeout(timer);
  });
}

/** @returns how long an address has to wait that asks sign-in too often, in seconds; else 0 */
function signInWait({ url, headers }: IncomingMessage): number {
  if (!url?.startsWith("/api/auth/")) return 0;
  return limitOf("signInRequests").take(networkOf(clientOf(headers)));
}
