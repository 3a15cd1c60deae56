import { createHash } from "node:crypto";
import { createServer as createHttpServer } from "node:http";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { WebSocketServer } from "ws";
import type { LinkStatus } from "../contract";
import { keepConnected } from "./reconnect";
import { freePort, localSocket } from "../testing";

const eventually = { timeout: 8_000, interval: 10 };
const secret = "CID=cGFzc3dvcmQ=";
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => sockets.add(socket.on("error", () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanUps.push(() => {
    sockets.forEach((socket) => socket.destroy());
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** Completes the handshake by hand, and leaves the rest to the test. */
function upgrading(then: (socket: Socket) => void = () => undefined): Server {
  return createServer((socket) => {
    socket.once("data", (head) => {
      const key = /sec-websocket-key: (\S+)/i.exec(head.toString())?.[1] ?? "";
      const proof = `${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
      const accept = createHash("sha1").update(proof).digest("base64");
      const lines = [
        "Upgrade: websocket",
        "Connection: Upgrade",
        `Sec-WebSocket-Accept: ${accept}`,
      ];
      socket.write(["HTTP/1.1 101 Switching Protocols", ...lines, "", ""].join("\r\n"));
      then(socket);
    });
  });
}

function keep(address: string | number, refusals = {}) {
  const statuses: LinkStatus[] = [];
  const received: string[] = [];
  const abort = new AbortController();
  cleanUps.push(() => abort.abort());
  const url = typeof address === "number" ? `ws://127.0.0.1:${address}/?${secret}` : address;
  const socket = keepConnected({
    url: () => url,
    openSocket: localSocket,
    maxPayload: 1024 * 1024,
    signal: abort.signal,
    report: (status) => statuses.push(status),
    onMessage: (data) => received.push(String(data)),
    refusals,
  });
  const last = () => statuses.at(-1);
  const state = (wanted: string) =>
    vi.waitFor(() => expect(last()?.state).toBe(wanted), eventually);
  return { statuses, received, abort, socket, last, state };
}

describe("a link that does not come about", () => {
  const answering = (status: number, headers = {}) =>
    createHttpServer((_, response) => response.writeHead(status, headers).end());

  it.each([
    ["200 instead of 101", answering(200), "not-websocket", "HTTP 200"],
    ["401", answering(401), "not-websocket", "HTTP 401"],
    ["noise", createServer((socket) => socket.end("SSH-2.0-x\r\n")), "not-websocket", ""],
    ["a cut", createServer((socket) => socket.destroy()), "ECONNRESET", ""],
  ])("%s is told in words", async (_, server, code, words) => {
    const { last, statuses, state } = keep(await listen(server));
    await state("waiting");
    expect(last()).toMatchObject({ code, detail: expect.stringContaining(words) });
    expect(JSON.stringify(statuses)).not.toContain(secret);
  });

  it("never follows a redirect", async () => {
    let visits = 0;
    const elsewhere = await listen(createHttpServer(() => visits++));
    const Location = `http://127.0.0.1:${elsewhere}/`;
    const { last, state } = keep(await listen(answering(302, { Location })));
    await state("waiting");
    expect(last()?.detail).toContain("HTTP 302");
    expect(visits).toBe(0);
  });

  it.each([
    [`wss://127.0.0.1:PORT/?${secret}`, "tls"],
    [`ws://pbx.invalid:PORT/?${secret}`, /^(ENOTFOUND|EAI_AGAIN)$/],
  ])("%s", async (address, code) => {
    const port = await listen(createServer((socket) => socket.end("plain words\r\n")));
    const { last, statuses, state } = keep(address.replace("PORT", String(port)));
    await state("waiting");
    expect(last()?.code).toMatch(code);
    expect(JSON.stringify(statuses)).not.toContain(secret);
  });

  it("an address nobody can dial ends no process and shows no password", async () => {
    const { last, statuses } = keep(`nonsense ${secret}`);
    expect(last()).toMatchObject({ state: "refused", code: "address" });
    expect(JSON.stringify(statuses)).not.toContain(secret);
  });

  it("pauses grow, with jitter", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "Date"] });
    const { statuses } = keep(await freePort());
    const pauses: number[] = [];
    while (pauses.length < 9) {
      await vi.waitFor(() => expect(statuses.at(-1)?.state).toBe("waiting"), eventually);
      const pause = Date.parse(statuses.at(-1)!.retryAt!) - Date.now();
      pauses.push(pause);
      await vi.advanceTimersByTimeAsync(pause + 1);
    }
    const bases = [500, 1e3, 2e3, 4e3, 8e3, 16e3, 32e3, 60e3, 60e3];
    // Waiting moves the clock too, by up to two of its intervals after the pause has begun.
    const moved = 2 * eventually.interval;
    for (const [index, pause] of pauses.entries()) {
      expect(pause).toBeGreaterThanOrEqual(bases[index]! * 0.5 - moved);
      expect(pause).toBeLessThanOrEqual(bases[index]! * 1.5);
    }
  });
});

describe("a link that is lost", () => {
  it.each([
    ["a reserved bit", [0xc1, 0x00]],
    ["an unknown opcode", [0x83, 0x00]],
    ["a masked frame", [0x81, 0x81, 1, 2, 3, 4, 5]],
    ["a declared length of 2^40", [0x81, 127, 0, 0, 1, 0, 0, 0, 0, 0]],
    ["a text that is not UTF-8", [0x81, 0x02, 0xc3, 0x28]],
    ["a control frame of 126 bytes", [0x89, 126, 0, 126]],
    ["a close code that must not be sent", [0x88, 0x02, 0x03, 0xed]],
    ["200,000 fragments of one message", [0x01, 0, ...Array(200_000).fill([0, 1, 65]).flat()]],
  ])("%s ends it with words, and it is tried again", async (_, bytes) => {
    const server = upgrading((socket) => socket.write(Buffer.from(bytes as number[])));
    const { last, state } = keep(await listen(server));
    await state("waiting");
    expect(last()).toMatchObject({
      code: "protocol",
      detail: expect.stringMatching(/^the server broke the WebSocket protocol \(WS_ERR_\w+\)$/),
      retryAt: expect.any(String),
    });
  });

  it.each([
    ["goes silent", 0],
    ["goes silent while the clock is put back", -3_600_000],
  ])("%s: given up within 30 seconds, and opened anew", async (_, step) => {
    let links = 0;
    const port = await listen(upgrading(() => links++));
    vi.useFakeTimers({
      toFake: ["setTimeout", "setInterval", "clearInterval", "clearTimeout", "Date", "performance"],
    });
    const { statuses, last } = keep(port);
    await vi.waitFor(() => expect(links).toBe(1), eventually);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(last()?.state).toBe("online");
    vi.setSystemTime(Date.now() + step);
    await vi.advanceTimersByTimeAsync(28_500);
    await vi.waitFor(
      () => expect(statuses.some((status) => status.code === "silent")).toBe(true),
      eventually,
    );
    await vi.advanceTimersByTimeAsync(1_000);
    await vi.waitFor(() => expect(links).toBe(2), eventually);
  });
});

describe("a link under control", () => {
  async function chattering() {
    const wss = new WebSocketServer({ port: 0, host: "127.0.0.1" });
    cleanUps.push(() => (wss.clients.forEach((client) => client.terminate()), wss.close()));
    await new Promise((resolve) => wss.once("listening", resolve));
    return { wss, port: (wss.address() as AddressInfo).port };
  }

  it("reads nothing while paused, and everything after", async () => {
    const { wss, port } = await chattering();
    const { received, socket, state } = keep(port);
    await state("online");
    socket.pause();
    for (const client of wss.clients) for (let at = 0; at < 100; at += 1) client.send(String(at));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(received).toEqual([]);
    socket.resume();
    await vi.waitFor(() => expect(received).toHaveLength(100), eventually);
  });

  it("closed while it connects, or while it waits, it leaves nothing", async () => {
    let links = 0;
    const mute = await listen(createServer(() => links++));
    const connecting = keep(mute);
    await vi.waitFor(() => expect(links).toBe(1), eventually);
    connecting.abort.abort();
    const waiting = keep(await freePort());
    await waiting.state("waiting");
    waiting.abort.abort();
    const told = waiting.statuses.length;
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(links).toBe(1);
    expect(connecting.statuses).toEqual([{ state: "connecting" }]);
    expect(waiting.statuses).toHaveLength(told);
  });
});
