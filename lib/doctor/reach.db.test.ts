/** What the doctor says of the way to the product: asked over real sockets, through proxies that are set up badly. */
import { createServer, request as sendOn, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { Server } from "socket.io";
import { configSlot } from "#lib/base/config";
import { installationMark, markInstallation } from "#lib/db/setting";
import { createFrontDoor } from "#lib/server/front-door";
import { openOffice } from "#lib/testing/kit/office";
import { testConfig } from "#lib/testing/kit/test-config";
import { checkReach, checkRedis } from "./check-reach";

await openOffice();
const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function listening(server: HttpServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanUps.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

async function openProduct(options: { publicUrl?: string; trustedProxies?: string[] } = {}) {
  const { publicUrl = null, trustedProxies = [] } = options;
  const closed = { development: false, securityContact: null };
  const door = createFrontDoor({ ...closed, publicUrl, trustedProxies });
  const io = new Server(door.inside);
  cleanUps.push(async () => io.close());
  return listening(door.server);
}

/** Sends requests on and says who sent them; upgrades only where it is told to. */
async function openProxy(to: () => number, { upgrades }: { upgrades: boolean }): Promise<number> {
  const server = createServer((req, res) => {
    const headers = { ...req.headers, "x-forwarded-for": "198.51.100.7" };
    const on = sendOn({ port: to(), path: req.url, method: req.method, headers }, (answer) => {
      res.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(res);
    });
    on.on("error", () => res.writeHead(502).end());
    req.pipe(on);
  });
  if (upgrades) {
    server.on("upgrade", (req, socket) => {
      const on = sendOn({ port: to(), path: req.url, headers: req.headers });
      on.on("upgrade", (answer, behind, head) => {
        const lines = Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}`);
        socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join("\r\n")}\r\n\r\n`);
        socket.write(head);
        behind.pipe(socket).pipe(behind);
        for (const one of [behind, socket]) one.on("error", () => undefined);
      });
      on.end();
    });
  }
  return listening(server);
}

/** The product behind a proxy, each knowing of the other, as far as the operator has told them. */
async function behindProxy(options: { trusted: boolean; upgrades: boolean }) {
  let inside = 0;
  const proxy = await openProxy(() => inside, options);
  const publicUrl = `http://localhost:${proxy}`;
  inside = await openProduct({ publicUrl, trustedProxies: options.trusted ? ["127.0.0.1"] : [] });
  return examined({ publicUrl, port: inside });
}

async function examined(options: { publicUrl?: string; port: number }, mark: string | null = null) {
  const config = testConfig(options);
  configSlot.set(config);
  const findings = await checkReach(config, mark);
  return Object.fromEntries(findings.map(({ check, state, says }) => [check, { state, says }]));
}

describe("the way to the product", () => {
  it("is well without a proxy", async () => {
    const found = await examined({ port: await openProduct() });
    expect(found).toMatchObject({
      Product: { state: "ok" },
      Address: { state: "ok" },
      WebSockets: { state: "ok" },
    });
  });

  it("is well through a proxy that is set up", async () => {
    const found = await behindProxy({ trusted: true, upgrades: true });
    expect(found).toMatchObject({ Address: { state: "ok" }, WebSockets: { state: "ok" } });
    expect(found.Address!.says).toContain("198.51.100.7");
  });

  it("has a fault where the proxy is not named, or takes WebSockets for pages", async () => {
    const found = await behindProxy({ trusted: false, upgrades: false });
    expect(found).toMatchObject({ Address: { state: "fault" }, WebSockets: { state: "fault" } });
    expect(found.Address!.says).toContain("TINYCRM_TRUSTED_PROXIES");
    expect(found.WebSockets!.says).toContain("Upgrade");
  });

  it("has a fault where the address leads nowhere, or to another program", async () => {
    const port = await openProduct({ publicUrl: "http://localhost:9" });
    const nowhere = await examined({ port, publicUrl: "http://localhost:9" });
    expect(nowhere.Address!).toMatchObject({ state: "fault" });
    const other = createServer((_, res) => res.end("{}"));
    const publicUrl = `http://localhost:${await listening(other)}`;
    expect((await examined({ port, publicUrl })).Address!.says).toContain("another program");
  });

  it("has a fault where the address leads to another installation", async () => {
    await markInstallation();
    const port = await openProduct();
    const publicUrl = `http://localhost:${port}`;
    const own = await examined({ port, publicUrl }, await installationMark());
    expect(own.Address!).toMatchObject({ state: "ok" });
    expect(own.Address!.says).toContain("leads here");
    const others = await examined({ port, publicUrl }, "of another one");
    expect(others.Address!).toMatchObject({ state: "fault" });
    expect(others.Address!.says).toContain("another installation");
  });

  it("can't be told while the product does not run", async () => {
    expect(await examined({ port: 9 })).toMatchObject({ Product: { state: "warning" } });
  });
});

describe("Redis", () => {
  it("is not missed where it is not used, and a fault where it does not answer", async () => {
    expect(await checkRedis(null)).toMatchObject({ state: "ok" });
    expect(await checkRedis("redis://127.0.0.1:9")).toMatchObject({ state: "fault" });
  });

  it.skipIf(!process.env.TEST_REDIS_URL)("is well where it answers", async () => {
    expect(await checkRedis(process.env.TEST_REDIS_URL!)).toMatchObject({ state: "ok" });
  });
});
