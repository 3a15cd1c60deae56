/**
 * The built product behind nginx and Caddy, as deploy/ configures them: https, cookies, sockets, sizes, and who a client
 * is. At home what is not installed is skipped; CI installs it, and fails where it can't.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "#lib/providers/testing";
import { haveProxy, proxyNames, servedName, startProxy } from "#lib/testing/kit/deployed-proxy";
import { httpsClient, makeCertificate, type HttpsClient } from "#lib/testing/kit/https-client";
import { admin, hookToken, hookedProvision } from "#lib/testing/kit/office-provision";
import { startProductProcess, type ProductProcess } from "#lib/testing/kit/product-process";
import { openReader } from "#lib/testing/kit/read-stored";
import { waitUntil } from "#lib/testing/kit/wait-until";

const megabyte = 1024 * 1024;
const cookieName = "__Host-next-auth.session-token";

// In CI nothing is: what is not there is installed, and where that fails, this file does.
const installed = proxyNames.filter(haveProxy);
const missing = proxyNames.filter((name) => !installed.includes(name));
if (missing.length > 0)
  process.stdout.write(`not installed, and so not tried: ${missing.join(", ")}\n`);

it.runIf(process.env.CI)("all of them are tried in CI", () => expect(missing).toEqual([]));

describe.skipIf(installed.length === 0).each(installed.map((name) => [name] as const))(
  "behind %s",
  (name) => {
    const folder = mkdtempSync(join(tmpdir(), `tinycrm-${name}-`));
    const dataDir = join(folder, "data");
    const sockets: Socket[] = [];
    let proxy: ReturnType<typeof startProxy>;
    let product: ProductProcess;
    let origin: string;
    let ports: { http: number; https: number; product: number };
    let browser: HttpsClient;
    let certificate: ReturnType<typeof makeCertificate>;
    let cookie: string;

    beforeAll(async () => {
      mkdirSync(dataDir);
      certificate = makeCertificate(folder, servedName);
      ports = { http: await freePort(), https: await freePort(), product: await freePort() };
      origin = `https://${servedName}:${ports.https}`;
      product = await start();
      proxy = startProxy(name, { folder, certificate, ports });
      browser = httpsClient(origin, certificate);
      const ready = () =>
        browser.ask("/api/health").then(
          ({ status }) => status === 200,
          () => false,
        );
      await waitUntil("the proxy answers", ready, { seen: proxy.output });
    });
    afterAll(async () => {
      for (const socket of sockets) socket.disconnect();
      await proxy?.stop();
      await product?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    async function start(): Promise<ProductProcess> {
      const env = {
        PORT: String(ports.product),
        TINYCRM_PUBLIC_URL: origin,
        TINYCRM_TRUSTED_PROXIES: "127.0.0.1",
        TINYCRM_LOG_LEVEL: "warn",
        TINYCRM_DRAIN_SECONDS: "2",
      };
      return startProductProcess({ dataDir, provision: hookedProvision(), env });
    }

    async function signIn(password: string, client = browser, forged: Record<string, string> = {}) {
      const first = await client.ask("/api/auth/csrf");
      const { csrfToken } = JSON.parse(first.body) as { csrfToken: string };
      return client.ask("/api/auth/callback/credentials", {
        method: "POST",
        headers: {
          ...forged,
          origin,
          cookie: cookiesOf(first.headers["set-cookie"]),
          "content-type": "application/x-www-form-urlencoded",
        },
        body: new URLSearchParams({
          email: admin.email,
          password,
          csrfToken,
          json: "true",
        }).toString(),
      });
    }

    it("plain http leads to https", async () => {
      const location = await new Promise((resolve, reject) => {
        const headers = { host: servedName };
        get({ port: ports.http, host: "127.0.0.1", path: "/contacts", headers }, (response) => {
          response.resume();
          resolve(response.headers.location);
        }).on("error", reject);
      });
      expect(location).toMatch(new RegExp(`^https://${servedName}(?::\\d+)?/contacts$`));
    });

    it("a sign-in gives a cookie for this host alone, over https alone", async () => {
      const answer = await signIn(admin.password);
      const [set = ""] = (answer.headers["set-cookie"] ?? []).filter((one) =>
        one.startsWith(cookieName),
      );
      expect(set, JSON.stringify(answer)).toMatch(/; ?Secure/i);
      expect(set).toMatch(/; ?HttpOnly/i);
      expect(set).not.toMatch(/Domain=/i);
      cookie = cookiesOf(answer.headers["set-cookie"]);
      const page = await browser.ask("/admin/people", { headers: { cookie } });
      expect([page.status, page.headers["strict-transport-security"]]).toEqual([
        200,
        "max-age=31536000",
      ]);
      expect(page.body).toContain(admin.email);
    });

    it("a browser's socket is a WebSocket over TLS, and learns of a call", async () => {
      const told = openSocket(origin);
      await waitUntil("the snapshot", () => told.snapshot);
      expect(told.socket.io.engine.transport.name).toBe("websocket");
      const began = performance.now();
      expect((await tellCall("0441112233")).status).toBe(200);
      await waitUntil("the call", () => told.numbers.includes("0441112233"), { interval: 5 });
      process.stdout.write(`${name}: hook to socket ${Math.round(performance.now() - began)} ms\n`);
    });

    it("another site's page gets no socket", async () => {
      const told = openSocket("https://evil.example");
      await waitUntil("the refusal", () => told.refused);
      expect(told.snapshot).toBe(false);
    });

    it("the client is who has connected to the proxy, whatever it claims", async () => {
      const client = httpsClient(origin, certificate, "127.0.0.77");
      const forged = { "x-forwarded-for": "203.0.113.9", "x-real-ip": "203.0.113.9" };
      await signIn("not the password", client, forged);
      const db = await openReader(`file:${join(dataDir, "tinycrm.db")}`);
      const entries = await db.auditEntry.findMany({ select: { event: true, address: true } });
      await db.$disconnect();
      const addresses = entries
        .filter(({ event }) => event.startsWith("sign-in"))
        .map(({ address }) => address);
      expect(addresses).toContain("127.0.0.77");
      expect(addresses).not.toContain("203.0.113.9");
    });

    it.each([
      ["a form of 2.9 MB reaches the product", "/contacts", 2.9 * megabyte, 400],
      ["a form over 3 MB is the product's to refuse", "/contacts", 3.1 * megabyte, 413],
      ["a hook over 64 KB is the product's to refuse", "/api/hooks/kyiv", 0.1 * megabyte, 413],
    ])("%s", async (_, path, size, status) => {
      const answer = await browser.ask(path, {
        method: "POST",
        headers: { cookie, origin, "content-type": "multipart/form-data; boundary=x" },
        body: Buffer.alloc(Math.round(size), "x"),
      });
      expect(answer.status, answer.body.slice(0, 300)).toBe(status);
      // Its own words, not a proxy's page.
      expect(answer.body).not.toContain("<html>");
    });

    it("a restart loses no hook that was accepted, and the socket comes back", async () => {
      const told = openSocket(origin);
      await waitUntil("the snapshot", () => told.snapshot);
      const statuses = new Set<number>();
      const accepted: string[] = [];
      let stopped = false;
      const sender = (async () => {
        for (let n = 0; !stopped; n++) {
          const number = `0445${String(100_000 + n)}`;
          const { status } = await tellCall(number);
          statuses.add(status);
          if (status === 200) accepted.push(number);
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      })();
      told.snapshot = false;
      expect((await product.stop("SIGTERM")).code).toBe(0);
      product = await start();
      await waitUntil("the socket is back", () => told.snapshot);
      await waitUntil("hooks are taken", async () => (await tellCall("0449999999")).status === 200);
      stopped = true;
      await sender;
      // Nothing that a sender takes for final.
      expect([...statuses].filter((status) => ![200, 502, 503].includes(status))).toEqual([]);
      const db = await openReader(`file:${join(dataDir, "tinycrm.db")}`);
      const calls = await db.call.findMany({ select: { clientRaw: true } });
      await db.$disconnect();
      const stored = new Set(calls.map(({ clientRaw }) => clientRaw));
      expect(accepted.filter((number) => !stored.has(number))).toEqual([]);
      process.stdout.write(`${name}: statuses over a restart ${[...statuses].join(", ")}\n`);
    });

    function openSocket(from: string) {
      const socket = io(origin, {
        transports: ["websocket"],
        agent: browser.agent as never,
        extraHeaders: { cookie, origin: from },
        reconnectionDelayMax: 1_000,
        forceNew: true,
      });
      sockets.push(socket);
      const told = { socket, snapshot: false, refused: false, numbers: [] as string[] };
      socket.on("calls:snapshot", () => (told.snapshot = true));
      socket.on("connect_error", () => (told.refused = true));
      socket.on("call", (call: { clientNumber: { raw: string } }) =>
        told.numbers.push(call.clientNumber.raw),
      );
      return told;
    }

    function tellCall(number: string) {
      const fields = { callstatus: "start", calldate: "2026-11-29 10:00:00", direction: "i" };
      return browser.ask("/api/hooks/kyiv", {
        method: "POST",
        headers: { authorization: hookToken, "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ ...fields, numberA: number, numberB: "101" }).toString(),
      });
    }
  },
);

function cookiesOf(set: string[] | undefined): string {
  return (set ?? []).map((cookie) => cookie.split(";")[0]).join("; ");
}
