/** Next as a guest in our process: pages, server actions and next-auth, nothing else. */
import next from "next";
import type { Config } from "#lib/base/config";
import type { Door } from "./http";

export async function startNext(config: Config, door: Door): Promise<{ close(): Promise<void> }> {
  // In development hostname and port must be what the browser uses, or hot reload is refused.
  const app = next({
    dev: config.development,
    hostname: config.development ? "localhost" : config.host,
    port: config.port,
    httpServer: door.inside,
  });
  await app.prepare();
  const handle = app.getRequestHandler();
  door.attachNext((request, response) => handle(request, response));
  return { close: () => app.close() };
}
