import { createServer, connect, type AddressInfo, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startTcpProxy, type TcpProxy } from "./tcp-proxy";
import { waitUntil } from "./wait-until";

let echo: Server;
let proxy: TcpProxy;
let client: Socket;
let heard = "";
let end: "open" | "fin" | "rst";
/** What the server saw of its side of the link. */
let farEnd: "open" | "closed";

beforeEach(async () => {
  [heard, end, farEnd] = ["", "open", "open"];
  echo = createServer((socket) => {
    socket.on("data", (data) => socket.write(data));
    socket.on("error", () => undefined);
    socket.on("close", () => (farEnd = "closed"));
  });
  await new Promise<void>((resolve) => echo.listen(0, "127.0.0.1", resolve));
  proxy = await startTcpProxy({ port: (echo.address() as AddressInfo).port });
  client = connect(proxy.port, "127.0.0.1");
  client.on("data", (data) => (heard += data.toString()));
  client.on("end", () => (end = "fin"));
  client.on("error", () => (end = "rst"));
  await says("hello");
});
afterEach(async () => {
  client.destroy();
  await proxy.close();
  await new Promise((resolve) => echo.close(resolve));
});

async function says(text: string): Promise<number> {
  const start = performance.now();
  client.write(text);
  await waitUntil(`echo of ${text.length}`, () => heard.endsWith(text), { interval: 2 });
  return performance.now() - start;
}

it.each(["rst", "fin"] as const)("cuts with %s, on both sides", async (how) => {
  proxy.cut(how);
  await waitUntil("the client knows", () => end === how);
  await waitUntil("the server knows", () => farEnd === "closed");
  await waitUntil("no link is left", () => proxy.linkCount() === 0);
});

it("half-open, passes nothing and tells nobody", async () => {
  proxy.become({ halfOpen: true });
  client.write("into the void");
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect([heard, end, farEnd]).toEqual(["hello", "open", "open"]);
});

it("is late by its latency, each way", async () => {
  proxy.become({ latency: 100 });
  expect(await says("late")).toBeGreaterThanOrEqual(195);
});

it("carries no more than its bytes a second", async () => {
  proxy.become({ bytesPerSecond: 2_000 });
  expect(await says("x".repeat(1_000))).toBeGreaterThanOrEqual(490);
});

it("resets after its bytes", async () => {
  proxy.become({ resetAfter: 10 });
  client.write("0123456789 and more");
  await waitUntil("the client knows", () => end === "rst");
  expect(heard).toBe("hello");
});

it("carries much, whole and in order", async () => {
  const much = Array.from({ length: 200_000 }, (_, index) => index).join(",");
  await says(much);
  expect(heard).toBe(`hello${much}`);
});
