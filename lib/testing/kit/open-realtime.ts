/** The side of the product that pushes, on a server of its own, without a product around it. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { io as connectSocket, type Socket } from "socket.io-client";
import { log } from "#lib/base/log";
import { leasesOfOne } from "#lib/copies/leases";
import { watchNews } from "#lib/copies/news";
import { openRedis } from "#lib/copies/redis";
import { createRealtime, type Realtime } from "#lib/realtime/server";

/** Whoever opens it closes it. */
export async function openRealtime(
  redisUrl: string | null = null,
): Promise<{ realtime: Realtime; url: string }> {
  const http = createServer();
  const connections = () => Promise.resolve([]);
  const redis = redisUrl ? openRedis(redisUrl, log()) : null;
  const news = redis && watchNews(redis, leasesOfOne());
  const realtime = await createRealtime(http, {
    publicUrl: null,
    redis,
    news,
    log: log(),
    connections,
  });
  const close = realtime.close.bind(realtime);
  realtime.close = async () => {
    await close();
    news?.close();
    await redis?.close();
  };
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  return { realtime, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` };
}

/** A browser's socket that connects once. Whoever opens it disconnects it. @param headers its cookie, and any others */
export function browserSocket(url: string, headers: Record<string, string>): Socket {
  return connectSocket(url, {
    transports: ["websocket"],
    reconnection: false,
    extraHeaders: headers,
  });
}
