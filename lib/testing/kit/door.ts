import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createFrontDoor, type DoorOptions } from "#lib/server/front-door";
import { createPagesDoor, type NextHandler } from "#lib/server/pages-door";

export interface TestServer {
  url: string;
  close(): void;
}

const closedIn: DoorOptions = {
  publicUrl: null,
  trustedProxies: [],
  development: false,
  securityContact: null,
};

/** Both of the product's HTTP doors, in one process. @param pages what stands for Next; without it, Next is starting */
export function openDoor(
  options: Partial<DoorOptions> = {},
  pages?: NextHandler,
): Promise<TestServer> {
  const front = createFrontDoor({ ...closedIn, ...options });
  const behind = createPagesDoor({ ...closedIn, ...options });
  if (pages) behind.attachNext(pages);
  front.attachPages((request, response) => behind.server.emit("request", request, response));
  return listenLocally(front.server);
}

/** A web server of a test's own, e.g. a provider's. */
export const serveLocally = (listener: RequestListener, host?: string) =>
  listenLocally(createServer(listener), host);

async function listenLocally(server: Server, host = "127.0.0.1"): Promise<TestServer> {
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
