/** Two questions of whoever keeps the program running: is it alive, and may requests be sent to it. */
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { userFromCookieHeader } from "#lib/auth/cookie";
import { hasRole } from "#lib/auth/roles";
import { clientOf, unlistedProxyOf } from "#lib/base/client-address";
import { answered } from "#lib/base/answered";
import { second } from "#lib/base/duration";
import { version } from "#lib/base/project-file";
import { liveConnections } from "#lib/connections/ports";
import { db } from "#lib/db/client";
import { direct } from "#lib/db/direct";
import { installationMark } from "#lib/db/setting";
import { phase } from "./phase";
import { hookReceiver } from "./ports";

export const health = new Hono();

/** A database that does not answer for so long, in ms, is away. */
const patience = 1.5 * second;
/** After this, in ms, a question is asked anew: its connection may be dead, and another one not. */
const longest = 5 * second;

/** Whoever answers this is not to be killed, whatever is away. */
health.get("/live", (c) => c.json({ status: "ok", version }));

/** 200: hooks are taken and can be stored, people are answered. */
health.get("/", async (c) => {
  const now = phase();
  const database = (await databaseAnswers()) ? "ok" : "failed";
  // A disk that is full still reads.
  const storage = hookReceiver.peek()?.storageFails() ? "failed" : "ok";
  const works = database === "ok" && storage === "ok";
  const status = !works ? "failed" : now === "open" ? "ok" : now;
  const detail = database === "ok" && (await answered(isAdmin(c.req.header("cookie")), patience));
  return c.json(
    {
      status,
      version,
      ...(detail && { database, storage, connections: await liveConnections().views() }),
    },
    status === "ok" ? 200 : 503,
  );
});

/** Who answers, and how whoever asks is seen: what the doctor asks through the proxies in front (lib/doctor). */
health.get("/seen", async (c) => {
  const { headers } = (c.env as HttpBindings).incoming;
  const installation = await answered(readMark(), patience);
  return c.json({
    client: clientOf(headers),
    unlistedProxy: unlistedProxyOf(headers),
    installation,
  });
});

/** At a start there is no database yet. */
const readMark = async () => installationMark();

/** Whether the database answers soon, and keeps what it is given. */
export async function databaseAnswers(): Promise<boolean> {
  return (await answered(readDatabase(), patience)) ?? false;
}

/** One question at a time: a database that is frozen must not be left with a queue of them. */
let asked: Promise<boolean> | null = null;

function readDatabase(): Promise<boolean> {
  asked ??= answered(selectOne(), longest)
    .then((answer) => answer !== null)
    .finally(() => (asked = null));
  return asked;
}

async function selectOne(): Promise<true | null> {
  await db().$queryRaw`SELECT 1`;
  return direct().isInPlace() || null;
}

async function isAdmin(cookie: string | undefined): Promise<boolean> {
  const user = await userFromCookieHeader(cookie);
  return user !== null && hasRole(user, "admin");
}
