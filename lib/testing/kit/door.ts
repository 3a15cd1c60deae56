import type { RequestListener, Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createDoor, type DoorOptions, type NextHandler } from "#lib/server/http";

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

/** The product's HTTP door. @param pages what stands for Next behind it; without it, Next is starting */
export function openDoor(
  options: Partial<DoorOptions> = {},
  pages?: NextHandler,
): Promise<TestServer> {
  const door = createDoor({ ...closedIn, ...options });
  if (pages) door.attachNext(pages);
  return listenLocally(door.server);
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
