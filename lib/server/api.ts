/** What the engine answers itself under /api: health, hooks and lead forms. A hook's adapter asks for its token. */
import { Hono } from "hono";
import { userFromCookieHeader } from "#lib/auth/cookie";
import { hasRole } from "#lib/auth/roles";
import { version } from "#lib/base/project-file";
import { liveConnections } from "#lib/connections/ports";
import { db } from "#lib/db/client";
import { answerFailure, notFound } from "./answers";
import { hooks } from "./hooks";
import { leads } from "./leads";
import { hookReceiver } from "./ports";

export const api = new Hono().basePath("/api");

api.get("/health", async (c) => {
  const database = await readsDatabase();
  // A disk that is full still reads.
  const storage = hookReceiver().storageFails() ? "failed" : "ok";
  const status = database === "ok" && storage === "ok" ? "ok" : "failed";
  const body = { status, version };
  const user = await userFromCookieHeader(c.req.header("cookie")).catch(() => null);
  const detail =
    user && hasRole(user, "admin")
      ? { database, storage, connections: await liveConnections().views() }
      : {};
  return c.json({ ...body, ...detail }, status === "ok" ? 200 : 503);
});

api.route("/hooks", hooks);
api.route("/leads", leads);

async function readsDatabase(): Promise<"ok" | "failed"> {
  try {
    await db().$queryRaw`SELECT 1`;
    return "ok";
  } catch {
    return "failed";
  }
}

api.notFound(notFound);
api.onError(answerFailure);
