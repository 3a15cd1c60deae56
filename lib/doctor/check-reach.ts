/** How people reach the product: asked through its own address, as their browsers do, and Redis where it is used. */
import { once } from "node:events";
import { createClient } from "redis";
import { z } from "zod";
import { ownOrigin, type Config } from "#lib/base/config";
import { second } from "#lib/base/duration";
import { createOutgoing } from "#lib/outgoing/client";
import { permissionsFor } from "#lib/outgoing/permissions";
import { fault, ok, warning, type Finding } from "./finding";

const patience = 5 * second;

/** What /api/health/seen says of a request. */
const seen = z.object({
  client: z.string(),
  unlistedProxy: z.string().nullable(),
  /** The mark of who answers; none while the database is away. */
  installation: z.string().nullish(),
});

/** @param mark of this installation; null: it could not be read */
export async function checkReach(config: Config, mark: string | null): Promise<Finding[]> {
  const origin = ownOrigin(config);
  const inside = `http://127.0.0.1:${config.port}`;
  const runs = (await ask(inside, "/api/health/live")).status === 200;
  const outside = config.publicUrl ? await ask(origin, "/api/health/seen") : null;
  if (!runs && outside?.status !== 200) {
    return [warning("Product", `does not answer at ${inside}: start it, and ask once more`)];
  }
  const findings = [ok("Product", `answers at ${runs ? inside : origin}`)];
  if (!config.publicUrl || !outside) {
    const says =
      "TINYCRM_PUBLIC_URL is not set: behind a proxy, or under a name, set it to the address people use";
    return [...findings, ok("Address", says), await checkSockets(inside)];
  }
  if (outside.status !== 200) {
    const words = `${origin} does not lead to tinyCRM (${outside.says}): look at the proxy, the name and its certificate`;
    return [...findings, fault("Address", words)];
  }
  return [...findings, addressOf(config, outside.body, mark), await checkSockets(origin)];
}

function addressOf({ publicUrl }: Config, body: unknown, mark: string | null): Finding {
  const answer = seen.safeParse(body);
  if (!answer.success) {
    return fault("Address", `${publicUrl} leads to another program: look at the proxy`);
  }
  const { client, unlistedProxy, installation } = answer.data;
  if (mark && installation && installation !== mark) {
    const words = `${publicUrl} leads to another installation of tinyCRM: look at the proxy and the name`;
    return fault("Address", words);
  }
  if (unlistedProxy !== null) {
    return fault(
      "Address",
      `all people count as one client, the proxy ${unlistedProxy}: name it in TINYCRM_TRUSTED_PROXIES`,
    );
  }
  const leads = mark && installation ? "leads here" : "leads to tinyCRM";
  const says = `${publicUrl} ${leads}, and sees this machine as ${client}`;
  const isOpen = publicUrl!.startsWith("http://") && !isLocal(new URL(publicUrl!).hostname);
  return isOpen
    ? warning("Address", `${says}, but passwords go unencrypted: put a proxy with https in front`)
    : ok("Address", says);
}

const isLocal = (host: string) => host === "localhost" || host.startsWith("127.");

/** The first packet of a socket that is open; nobody has to be signed in for it. */
const longestPacket = 10_000;

/** Without WebSockets cards come late: browsers ask again and again instead. */
async function checkSockets(origin: string): Promise<Finding> {
  const url = new URL("/socket.io/?EIO=4&transport=websocket", origin);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const { openSocket } = createOutgoing(permissionsFor(url));
  const limits = { maxPayload: longestPacket, handshakeTimeout: patience };
  const socket = openSocket(url.href, limits);
  // What is cut off while it opens says so once more.
  socket.on("error", () => undefined);
  try {
    await once(socket, "message", { signal: AbortSignal.timeout(patience) });
    return ok("WebSockets", `come through ${url.host}`);
  } catch (error) {
    const why = (error as Error).message;
    return fault(
      "WebSockets",
      `${url.host} does not let them through (${why}): have the proxy hand Upgrade and Connection on`,
    );
  } finally {
    socket.terminate();
  }
}

interface Answer {
  /** 0 when nobody answers. */
  status: number;
  says: string;
  body: unknown;
}

async function ask(origin: string, path: string): Promise<Answer> {
  const url = new URL(path, origin);
  try {
    const answer = await createOutgoing(permissionsFor(url)).fetch(url.href, {
      signal: AbortSignal.timeout(patience),
    });
    const body = (await answer.json().catch(() => null)) as unknown;
    return { status: answer.status, says: `status ${answer.status}`, body };
  } catch (error) {
    return { status: 0, says: error instanceof Error ? error.message : String(error), body: null };
  }
}

export async function checkRedis(url: string | null): Promise<Finding> {
  if (url === null) return ok("Redis", "is not used: one copy runs");
  const redis = createClient({
    url,
    socket: { connectTimeout: patience, reconnectStrategy: false },
  });
  // What it says is thrown by connect as well.
  redis.on("error", () => undefined);
  try {
    await redis.connect();
    await redis.ping();
    return ok("Redis", `${new URL(url).host} answers`);
  } catch (error) {
    const why = (error as Error).message || "no answer";
    return fault(
      "Redis",
      `REDIS_URL: ${new URL(url).host} does not answer (${why}): copies do not hear of each other's calls`,
    );
  } finally {
    if (redis.isOpen) redis.destroy();
  }
}
