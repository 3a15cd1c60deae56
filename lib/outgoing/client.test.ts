/** The client against listeners on this machine, which count who connects. */
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { networkInterfaces } from "node:os";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { WebSocketServer } from "ws";
import { parseNetwork } from "#lib/base/networks";
import { entryFor, listOf } from "./address-rules";
import { createOutgoing } from "./client";
import type { Resolve } from "./dial";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

interface Listener {
  port: number;
  connections: number;
  requests: IncomingMessage[];
  server: Server;
}

/** On every address of this machine. */
async function listen(answer: RequestListener = (_, response) => response.end("inside")) {
  const server = createServer((request, response) => {
    listener.requests.push(request);
    answer(request, response);
  });
  const listener: Listener = { port: 0, connections: 0, requests: [], server };
  server.on("connection", () => (listener.connections += 1));
  await new Promise<void>((resolve) => server.listen(0, "::", resolve));
  listener.port = (server.address() as AddressInfo).port;
  cleanUps.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return listener;
}

const permitted = (networks: string[], hosts: string[] = [], resolve?: Resolve) =>
  createOutgoing(
    { networks: listOf(networks.map((text) => parseNetwork(text)!)), hosts: new Set(hosts) },
    resolve,
  );
const closed = permitted([]);

/** This machine's own addresses, as others spell them. */
const own = Object.values(networkInterfaces())
  .flatMap((all) => all ?? [])
  .filter(({ address, scopeid }) => !scopeid && !address.startsWith("fe80"))
  .map(({ address, family }) => ({ address, host: family === "IPv6" ? `[${address}]` : address }));
/** Those nobody needs permission for, e.g. of a machine that stands in the internet itself. */
const isLocal = ({ address }: { address: string }) =>
  /^(?:127\.|10\.|172\.(?:1[6-9]|2\d|3[01])\.|192\.168\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|::1$|f[cd])/.test(
    address,
  );

const spellings = `
  127.0.0.1 2130706433 0177.1 0x7f.1 0x7f000001 017700000001 127.1 127.0.0.1. 127.255.255.254
  %31%32%37.0.0.1 １２７.0.0.1 localhost LOCALHOST user:word@127.0.0.1
  [::1] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1] [64:ff9b::127.0.0.1]
  [2002:7f00:1::] 0 0.0.0.0 [::] [::ffff:0:0] 169.254.169.254 [fd00:ec2::254]
`
  .trim()
  .split(/\s+/);

describe("nobody is connected to at", () => {
  it.each([...spellings, ...own.filter(isLocal).map(({ host }) => host)])("%s", async (host) => {
    const listener = await listen();
    const refused = { code: expect.stringMatching(/^(?:closed|forbidden)-address$/) };
    const web = `http://${host}:${listener.port}/?key=s3cret`;
    const longest = 5_000;
    await expect(closed.fetch(web)).rejects.toMatchObject(refused);
    await expect(closed.fetch(web.replace("http", "https"))).rejects.toMatchObject(refused);
    await expect(closed.request(new URL(web), { longest })).rejects.toMatchObject(refused);
    const limits = { maxPayload: 1_000, handshakeTimeout: 5_000 };
    const socket = closed.openSocket(web.replace("http", "ws"), limits);
    const error = await new Promise((resolve) => socket.on("error", resolve));
    expect(error).toMatchObject(refused);
    expect(String(error)).not.toContain("s3cret");
    expect(listener.connections).toBe(0);
  });
});

it.each(["[fe80::1%25eth0]", "[::1%25lo]", "[fe80::1%eth0]"])(
  "an address with a zone, %s, is none",
  async (host) => {
    await expect(closed.fetch(`http://${host}/`)).rejects.toThrow();
  },
);

describe("what the refusal says opens the address", () => {
  it.each([...own.filter(isLocal).map(({ host }) => host), "localhost", "2130706433"])(
    "%s",
    async (host) => {
      const { port } = await listen();
      const url = `http://${host}:${port}/`;
      const { message } = (await closed.fetch(url).catch((error: Error) => error)) as Error;
      const [, entries = ""] = /TINYCRM_ALLOWED_NETWORKS=(\S+)/.exec(message) ?? [];
      const answer = await permitted(entries.split(",")).fetch(url);
      expect(await answer.text()).toBe("inside");
    },
  );

  it("and no other", async () => {
    const listener = await listen();
    const one = permitted([entryFor("127.0.0.2")]);
    await expect(one.fetch(`http://127.0.0.1:${listener.port}/`)).rejects.toThrow();
    expect(listener.connections).toBe(0);
    expect((await one.fetch(`http://127.0.0.2:${listener.port}/`)).status).toBe(200);
  });
});

describe("a host that is permitted", () => {
  const toLoopback: Resolve = async () => [{ address: "127.0.0.1", family: 4 }];

  it("is permitted by its name, with every port or one", async () => {
    const { port } = await listen();
    const url = `http://pbx.lan:${port}/`;
    for (const host of ["pbx.lan", `pbx.lan:${port}`]) {
      expect((await permitted([], [host], toLoopback).fetch(url)).status).toBe(200);
    }
    for (const host of ["pbx.lan:1", "other.lan", "127.0.0.1"]) {
      await expect(permitted([], [host], toLoopback).fetch(url)).rejects.toThrow("local addresses");
    }
  });

  it("is not followed to what is never open", async () => {
    const metadata: Resolve = async () => [{ address: "169.254.169.254", family: 4 }];
    const client = permitted(["0.0.0.0/0", "::/0"], ["pbx.lan"], metadata);
    await expect(client.fetch("http://pbx.lan/")).rejects.toMatchObject({
      code: "forbidden-address",
    });
  });
});

describe("a name that is resolved anew each time", () => {
  it("is resolved once, and connected to where it was checked", async () => {
    const reached: (string | undefined)[] = [];
    const listener = await listen(({ socket }, response) => {
      reached.push(socket.localAddress);
      response.end();
    });
    let asked = 0;
    const rebinding: Resolve = async () => {
      asked += 1;
      return [{ address: asked === 1 ? "127.0.0.2" : "127.0.0.1", family: 4 }];
    };
    const client = permitted(["127.0.0.2"], [], rebinding);
    expect((await client.fetch(`http://rebound.example:${listener.port}/`)).status).toBe(200);
    expect(asked).toBe(1);
    expect(reached).toEqual(["::ffff:127.0.0.2"]);
    expect(listener.requests[0]!.headers.host).toBe(`rebound.example:${listener.port}`);
    await expect(client.fetch(`http://rebound.example:${listener.port}/`)).rejects.toThrow();
    expect(listener.connections).toBe(1);
  });

  it.each(["127.0.0.1", "::1", "::ffff:127.0.0.1", "::1%lo", "169.254.169.254"])(
    "is refused whole when one of its addresses is %s",
    async (address) => {
      const listener = await listen();
      const family = address.includes(":") ? 6 : 4;
      const mixed: Resolve = async () => [
        { address: "192.0.2.1", family: 4 },
        { address, family },
      ];
      const url = `http://mixed.example:${listener.port}/`;
      await expect(permitted([], [], mixed).fetch(url)).rejects.toThrow();
      expect(listener.connections).toBe(0);
    },
  );
});

describe("an answer", () => {
  it.each([301, 302, 303, 307, 308])(
    "that leads elsewhere (%i) is not followed",
    async (status) => {
      const inside = await listen();
      const listener = await listen((_, response) =>
        response.writeHead(status, { location: `http://127.0.0.1:${inside.port}/` }).end(),
      );
      const answer = await permitted(["127.0.0.1"]).fetch(`http://127.0.0.1:${listener.port}/`);
      expect(answer.status).toBe(status);
      expect(inside.connections).toBe(0);
    },
  );

  it("keeps its status, its headers and its bytes", async () => {
    const { port } = await listen((request, response) => {
      response.writeHead(418, { "set-cookie": ["a=1", "b=2"] });
      request.pipe(response);
    });
    const client = permitted(["127.0.0.1"]);
    const body = new URLSearchParams({ name: "Аркадий" });
    const answer = await client.fetch(`http://127.0.0.1:${port}/`, { method: "POST", body });
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([418, ["a=1", "b=2"]]);
    expect(await answer.text()).toBe(String(body));
  });

  it("is read to the limit and no further", async () => {
    let sent = 0;
    let cut = false;
    const { port } = await listen((_, response) => {
      const chunk = Buffer.alloc(1024 * 1024);
      const more = () => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length;
      };
      response.on("drain", more).on("close", () => (cut = true));
      more();
    });
    const answer = await permitted(["127.0.0.1"]).fetch(`http://127.0.0.1:${port}/`);
    await expect(answer.arrayBuffer()).rejects.toThrow();
    await vi.waitFor(() => expect(cut).toBe(true), { timeout: 10_000 });
    expect(sent).toBeLessThan(100 * 1024 * 1024);
  });

  it("is waited for no longer than asked, whoever is silent", async () => {
    const listener = await listen(() => undefined);
    const client = permitted(["127.0.0.1"]);
    const url = new URL(`http://127.0.0.1:${listener.port}/`);
    const late = client.request(url, { longest: 100 });
    await expect(late).rejects.toMatchObject({ code: "ETIMEDOUT" });
    const never: Resolve = () => new Promise(() => undefined);
    const signal = AbortSignal.timeout(100);
    const lost = permitted([], [], never).fetch("http://lost.example/", { signal });
    await expect(lost).rejects.toMatchObject({ name: "AbortError" });
  });
});

it("opens a WebSocket where that is permitted", async () => {
  const listener = await listen();
  const sockets = new WebSocketServer({ server: listener.server });
  sockets.on("connection", (socket) => socket.send("hello"));
  cleanUps.push(() => sockets.clients.forEach((client) => client.terminate()));
  const limits = { maxPayload: 1_000, handshakeTimeout: 5_000 };
  const socket = permitted(["::1"]).openSocket(`ws://[::1]:${listener.port}/`, limits);
  expect(String(await new Promise((resolve) => socket.on("message", resolve)))).toBe("hello");
  socket.terminate();
});

it.each(["file:///etc/passwd", "ftp://127.0.0.1/", "ws+unix:///tmp/x", "data:,x"])(
  "goes nowhere by %s",
  async (url) => {
    await expect(closed.fetch(url)).rejects.toThrow();
    const limits = { maxPayload: 1, handshakeTimeout: 1 };
    expect(() => closed.openSocket(url, limits)).toThrow();
  },
);
