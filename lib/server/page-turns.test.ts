/** Over real sockets: who waits, who does not, and what gives a turn back. */
import { EventEmitter, once } from "node:events";
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { createPageTurns } from "./page-turns";

const inTurn = createPageTurns(1);
/** By path: what is being made, until the test answers it. */
const made = new Map<string, ServerResponse>();
const server = createServer((req, res) =>
  inTurn(
    req,
    res,
    () => void made.set(req.url!, res),
    () => res.writeHead(503).end(),
  ),
);
server.listen(0, "127.0.0.1");
await once(server, "listening");

afterEach(async () => {
  for (const answer of made.values()) answer.end();
  made.clear();
  await sleep(50);
});

function ask(path: string, method = "GET") {
  const { port } = server.address() as AddressInfo;
  const sent = request({ host: "127.0.0.1", port, path, method, agent: false });
  sent.on("error", () => undefined);
  sent.on("response", (answer) => answer.resume());
  sent.end();
  return sent;
}

const untilMade = (...paths: string[]) => expect.poll(() => [...made.keys()]).toEqual(paths);

it("makes four pages at a time, and the next one when one is done", async () => {
  for (const n of [1, 2, 3, 4, 5]) {
    ask(`/${n}`);
    await sleep(20);
  }
  await untilMade("/1", "/2", "/3", "/4");
  made.get("/2")!.end();
  await untilMade("/1", "/2", "/3", "/4", "/5");
});

it("lets nothing wait behind pages that is none: what is ordered, searched, exported, a file of the build", async () => {
  for (const n of [1, 2, 3, 4]) ask(`/${n}`);
  await expect.poll(() => made.size).toBe(4);
  ask("/contacts/1", "POST");
  const others = ["/api/v1/search?q=1", "/contacts/export?format=csv", "/_next/static/a.js"];
  for (const path of others) ask(path);
  await expect.poll(() => made.size).toBe(8);
});

it("makes nothing for who has gone while they waited", async () => {
  for (const n of [1, 2, 3, 4]) ask(`/${n}`);
  await expect.poll(() => made.size).toBe(4);
  const gone = ask("/gone");
  ask("/next");
  await sleep(50);
  gone.destroy();
  await sleep(50);
  made.get("/1")!.end();
  await untilMade("/1", "/2", "/3", "/4", "/next");
});

it("waits for no slow reader longer than two seconds", async () => {
  for (const n of [1, 2, 3, 4]) ask(`/${n}`);
  await expect.poll(() => made.size).toBe(4);
  ask("/next");
  await untilMade("/1", "/2", "/3", "/4", "/next");
});

it("makes four more at a time for each further process", async () => {
  const ofTwo = createPageTurns(2);
  let begun = 0;
  const page = { method: "GET", url: "/contacts" } as IncomingMessage;
  for (let n = 0; n < 9; n++) {
    const answer = Object.assign(new EventEmitter(), { closed: false }) as ServerResponse;
    ofTwo(
      page,
      answer,
      () => (begun += 1),
      () => undefined,
    );
  }
  await sleep(50);
  expect(begun).toBe(8);
});
