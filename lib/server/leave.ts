/**
 * How the door closes behind a proxy. First the answers alone tell it to send no more (readiness, `connection: close`)
 * while everything is still answered; then the port closes, and what is under way may end.
 */
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { second } from "#lib/base/duration";
import { enterPhase } from "./phase";

/** How long an answer that is under way may take once the port is closed, in ms. */
const lastAnswers = 3 * second;
/** How often connections that have become idle are looked for, in ms. */
const look = 50;

/** @returns what leaves: it answers for `drain` ms before it closes the port, and resolves when nothing is under way */
export function prepareLeaving(server: Server): (drain: number) => Promise<void> {
  const underWay = new Set<ServerResponse>();
  let leaving = false;
  server.prependListener("request", (request: IncomingMessage, response: ServerResponse) => {
    if (leaving) response.shouldKeepAlive = false;
    // A browser's long poll ends with its socket, and that comes later.
    if (request.url?.startsWith("/socket.io/")) return;
    underWay.add(response);
    response.once("close", () => underWay.delete(response));
  });

  return async (drain) => {
    leaving = true;
    enterPhase("stopping");
    for (const response of underWay) response.shouldKeepAlive = false;
    await sleep(drain);
    server.close();
    const deadline = performance.now() + lastAnswers;
    while (underWay.size > 0 && performance.now() < deadline) {
      server.closeIdleConnections();
      await sleep(look);
    }
    for (const response of underWay) response.destroy();
    server.closeIdleConnections();
  };
}
