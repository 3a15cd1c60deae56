/** Health and the REST API. Every path but health asks for a session; errors have one shape. */
import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import { userFromCookieHeader } from "#lib/auth/cookie";
import { hasRole, type CurrentUser } from "#lib/auth/roles";
import { readCalls } from "#lib/calls/queries";
import { readContacts } from "#lib/contacts/queries";
import { db } from "#lib/db/client";
import { log } from "#lib/log";
import { hub } from "./hub";
import { version } from "./version";

const page = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  after: z.uuid().optional(),
});

export const api = new Hono<{ Variables: { user: CurrentUser } }>().basePath("/api");

api.get("/health", async (c) => {
  const database = await db().$queryRaw`SELECT 1`
    .then(() => "ok" as const)
    .catch(() => "failed" as const);
  const status = database === "ok" ? "ok" : "failed";
  const body = { status, version };
  const user = await userFromCookieHeader(c.req.header("cookie")).catch(() => null);
  const detail =
    user && hasRole(user, "admin") ? { database, connections: await hub().connections() } : {};
  return c.json({ ...body, ...detail }, database === "ok" ? 200 : 503);
});

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

api.notFound((c) => c.json(problem("not_found", "There is nothing at this address"), 404));

api.onError((error, c) => {
  const answer = problem("failed", "The request failed; the log has the reason");
  log().error({ err: error, requestId: answer.error.requestId }, "a request failed");
  return c.json(answer, 500);
});

function problem(code: string, message: string, field?: string) {
  return { error: { code, message, ...(field && { field }), requestId: randomUUID() } };
}

function invalid(error: z.ZodError) {
  const issue = error.issues[0];
  return problem("invalid_field", issue?.message ?? "invalid", issue?.path.join("."));
}
