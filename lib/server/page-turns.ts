/**
 * Pages are made a few at a time. Made all at once, when more are asked for than the machine can make, each would be as
 * late as the last one, and what people do meanwhile (a note, a call ordered) would wait among all their pieces.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import PQueue from "p-queue";
import { second } from "#lib/base/duration";

/** In one process: more do not make it any quicker; fewer would leave it idle while one waits for the database. */
const atOnce = 4;
/** A page whose reader is slow is no longer being made, and holds nobody up for longer than this, in ms. */
const longest = 2 * second;
/** As many can wait, in one row for all processes; whoever comes then is told to come back. */
const mostWaiting = 2_000;

/** What is no page: files of the build, what programs ask for, what is written out for as long as it takes. */
const noPage = /^\/(?:_next|api)\/|\/export(?:[/?]|$)/;

/**
 * @param processes how many make pages
 * @returns calls `make` when the page's turn has come, or `full` at once
 */
export function createPageTurns(
  processes: number,
): (
  request: IncomingMessage,
  response: ServerResponse,
  make: () => void,
  full: () => void,
) => void {
  const turns = new PQueue({ concurrency: atOnce * processes });
  return (request, response, make, full) => {
    if (request.method !== "GET" || noPage.test(request.url ?? "")) return make();
    if (turns.size >= mostWaiting) return full();
    void turns.add(async () => {
      if (response.closed) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, longest);
        response.once("close", () => {
          clearTimeout(timer);
          resolve();
        });
        make();
      });
    });
  };
}
