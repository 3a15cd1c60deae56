/** Where providers report calls: small bodies, quick answers, nothing of Next in between. */
import { setTimeout as sleep } from "node:timers/promises";
import { Hono, type Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { HTTPException } from "hono/http-exception";
import { timeout } from "hono/timeout";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { recordRepeated } from "#lib/audit/record-repeated";
import { asActor } from "#lib/auth/as-actor";
import { networkOf } from "#lib/base/client-address";
import { second } from "#lib/base/duration";
import { ceilings, limitOf } from "#lib/base/limits";
import { largestHookBody } from "#lib/providers/webhook-refusal";
import type { WebhookResult } from "#lib/telephony/receive-webhook";
import { hookReceiver } from "./ports";
import { problem } from "./answers";
import { starting } from "./guard";
import { phase } from "./phase";
import { slowestBody } from "./request-limits";
import { slowAnswer } from "./in-time";
import { clientOfRequest } from "./limited";

export const hooks = new Hono();

const tooSlow = { status: 408, code: "too_slow", message: "The body took too long to come" };
const tooLarge = {
  status: 413,
  code: "too_large",
  message: `The body is over ${largestHookBody} bytes`,
};

function slow(c: Context): HTTPException {
  hookReceiver().turnedAway(c.req.param("slug") ?? "", tooSlow);
  return slowAnswer();
}

hooks.post(
  "/:slug",
  // Before the connections are known, none of them is unknown: a sender takes 404 for final.
  (c, next) => (phase() === "starting" ? refuseYet(c) : next()),
  // First: the limit reads the body itself where no length is announced.
  timeout(slowestBody, slow),
  bodyLimit({
    maxSize: largestHookBody,
    async onError(c) {
      hookReceiver().turnedAway(c.req.param("slug") ?? "", tooLarge);
      return c.json(problem(tooLarge.code, tooLarge.message), 413);
    },
  }),
  async (c) => {
    const { method, url, headers } = c.req.raw;
    const body = await c.req.text();
    const query = new URL(url).searchParams;
    const request = { method, headers, body, query };
    const result = await hookReceiver().receive(c.req.param("slug"), request, clientOfRequest(c));
    const answer = answerTo(c, result);
    // Who comes from elsewhere has guessed no token.
    if (!result.ok && result.code === "address_refused") return answer;
    return answer.status === 401 || answer.status === 403 ? holdBack(c, answer) : answer;
  },
);

async function refuseYet(c: Context): Promise<Response> {
  return c.json(problem(starting.code, starting.message), 503, starting.headers);
}

function answerTo(c: Context, result: WebhookResult): Response {
  if (result.ok) {
    const { status, body: text, contentType = "text/plain; charset=utf-8" } = result.answer;
    return c.body(text, status as ContentfulStatusCode, { "content-type": contentType });
  }
  const { status, code, message, field, retryAfter } = result;
  if (retryAfter !== undefined) c.header("retry-after", String(retryAfter));
  return c.json(problem(code, message, field), status as ContentfulStatusCode);
}

function recordRefusedHook(slug: string, address: string): Promise<void> {
  return recordRepeated({
    event: "refused.hook",
    subject: { kind: "connection", name: slug },
    actor: asActor(null, address),
    counted: `${slug} ${networkOf(address)}`,
  });
}

/** Answers that wait at the moment. */
let held = 0;

/** A wrong token gets its answer later and later. A right one is never held back, whoever sends it from where. */
async function holdBack(c: Context, answer: Response): Promise<Response> {
  const address = clientOfRequest(c);
  await recordRefusedHook(c.req.param("slug") ?? "", address);
  const limit = limitOf("wrongTokens");
  limit.count(networkOf(address));
  const wait = limit.wait(networkOf(address));
  if (wait === 0) return answer;
  if (held >= ceilings.heldHooks) {
    const headers = { "retry-after": String(wait) };
    return c.json(problem("too_many", "Too many wrong tokens"), 429, headers);
  }
  held += 1;
  await sleep(wait * second, undefined, { signal: c.req.raw.signal }).catch(() => undefined);
  held -= 1;
  return answer;
}
