/** Where providers report calls: small bodies, quick answers, nothing of Next in between. */
import { Hono, type Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { timeout } from "hono/timeout";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { largestHookBody } from "#lib/providers/webhook-refusal";
import { hub } from "./hub";
import { problem } from "./problem";

/** A body that takes longer than this to come is given up, in ms. */
const slowestBody = 10_000;
/** When to try again what could not be stored, in seconds. */
const retryAfter = "5";

export const hooks = new Hono();

const tooSlow = { status: 408, code: "too_slow", message: "The body took too long to come" };
const tooLarge = {
  status: 413,
  code: "too_large",
  message: `The body is over ${largestHookBody} bytes`,
};

function slow(c: Context): HTTPException {
  void hub().hookTurnedAway(c.req.param("slug") ?? "", tooSlow);
  const body = problem(tooSlow.code, tooSlow.message);
  const headers = { connection: "close" };
  return new HTTPException(408, { res: Response.json(body, { status: 408, headers }) });
}

hooks.post(
  "/:slug",
  // First: the limit reads the body itself where no length is announced.
  timeout(slowestBody, slow),
  bodyLimit({
    maxSize: largestHookBody,
    async onError(c) {
      await hub().hookTurnedAway(c.req.param("slug") ?? "", tooLarge);
      return c.json(problem(tooLarge.code, tooLarge.message), 413);
    },
  }),
  async (c) => {
    const { method, url, headers } = c.req.raw;
    const body = await c.req.text();
    const query = new URL(url).searchParams;
    const result = await hub().receiveWebhook(c.req.param("slug"), {
      method,
      headers,
      body,
      query,
    });
    if (result.ok) {
      const { status, body: text, contentType = "text/plain; charset=utf-8" } = result.answer;
      return c.body(text, status as ContentfulStatusCode, { "content-type": contentType });
    }
    const { status, code, message, field } = result;
    if (status === 503) c.header("retry-after", retryAfter);
    return c.json(problem(code, message, field), status as ContentfulStatusCode);
  },
);

hooks.all("/:slug", (c) => {
  c.header("allow", "POST");
  return c.json(problem("method_not_allowed", "Hooks are POST requests"), 405);
});
