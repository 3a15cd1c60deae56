/** Next as a guest in a pages' process: pages, server actions and next-auth, nothing else. */
import type { Server } from "node:http";
import next from "next";
import type { Config } from "#lib/base/config";
import type { NextHandler } from "./pages-door";

/** @param httpServer where Next takes the upgrades of a hot reload, in development */
export async function startNext(
  config: Config,
  httpServer: Server,
): Promise<{ handle: NextHandler; close(): Promise<void> }> {
  // In development hostname and port must be what the browser uses, or hot reload is refused.
  const app = next({
    dev: config.development,
    hostname: config.development ? "localhost" : config.host,
    port: config.port,
    httpServer,
  });
  await app.prepare();
  return { handle: app.getRequestHandler(), close: () => app.close() };
}
