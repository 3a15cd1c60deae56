/** Health, hooks and the REST API. REST asks for a session, a hook's adapter for its token. */
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { z } from "zod";
import { userFromCookieHeader } from "#lib/auth/cookie";
import { hasRole, type CurrentUser } from "#lib/auth/roles";
import { readCalls } from "#lib/calls/queries";
import { readContacts } from "#lib/contacts/queries";
import { db } from "#lib/db/client";
import { createRateLimit } from "#lib/leads/rate-limit";
import { log } from "#lib/log";
import { search } from "#lib/search/search";
import { hooks } from "./hooks";
import { hub } from "./hub";
import { imports } from "./imports";
import { leads } from "./leads";
import { invalid, problem } from "./problem";
import { recordings } from "./recordings";
import { sounds } from "./sounds";
import { version } from "./version";

const page = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  after: z.uuid().optional(),
});

const question = z.object({ q: z.string().trim().min(1).max(200) });
const palette = { contacts: 8, companies: 4, calls: 5 };
/** Nobody types as fast; a runaway script must not hold up everybody's calls. */
const questions = createRateLimit({ most: 30, period: 1_000 });

export const api = new Hono<{ Variables: { user: CurrentUser } }>().basePath("/api");

api.get("/health", async (c) => {
  const database = await readsDatabase();
  // A disk that is full still reads.
  const storage = hub().storageFails() ? "failed" : "ok";
  const status = database === "ok" && storage === "ok" ? "ok" : "failed";
  const body = { status, version };
  const user = await userFromCookieHeader(c.req.header("cookie")).catch(() => null);
  const detail =
    user && hasRole(user, "admin")
      ? { database, storage, connections: await hub().connections() }
      : {};
  return c.json({ ...body, ...detail }, status === "ok" ? 200 : 503);
});

api.route("/hooks", hooks);
api.route("/leads", leads);
api.route("/sounds", sounds);
api.route("/calls", recordings);
api.route("/imports", imports);

async function readsDatabase(): Promise<"ok" | "failed"> {
  try {
    await db().$queryRaw`SELECT 1`;
    return "ok";
  } catch {
    return "failed";
  }
}

api.use("/v1/*", async (c, next) => {
  const user = await userFromCookieHeader(c.req.header("cookie"));
  if (!user) return c.json(problem("unauthorized", "Sign in first"), 401);
  c.set("user", user);
  c.header("cache-control", "no-store");
  await next();
});

api.get("/v1/calls", async (c) => {
  const options = page.safeParse(c.req.query());
  if (!options.success) return c.json(invalid(options.error), 400);
  return c.json(await readCalls(c.get("user"), options.data));
});

api.get("/v1/contacts", async (c) => {
  const options = page.safeParse(c.req.query());
  if (!options.success) return c.json(invalid(options.error), 400);
  return c.json(await readContacts(options.data));
});

/** As somebody types: a server action would wait for Next, which takes longer than the search. */
api.get("/v1/search", async (c) => {
  const options = question.safeParse(c.req.query());
  if (!options.success) return c.json(invalid(options.error), 400);
  const wait = questions.take(c.get("user").id);
  if (wait > 0) {
    return c.json(problem("too_many", "Too many searches"), 429, { "retry-after": String(wait) });
  }
  return c.json(await search(c.get("user"), options.data.q, palette));
});

api.notFound((c) => c.json(problem("not_found", "There is nothing at this address"), 404));

api.onError((error, c) => {
  if (error instanceof HTTPException) return error.getResponse();
  const answer = problem("failed", "The request failed; the log has the reason");
  log().error({ err: error, requestId: answer.error.requestId }, "a request failed");
  return c.json(answer, 500);
});
