/** The guard over real HTTP: whom, which methods and which bodies the doors let in. */
import { text } from "node:stream/consumers";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { ceilings } from "#lib/base/limits";
import { openDoor } from "#lib/testing/kit/door";
import { rawBytes, rawRequest } from "#lib/testing/kit/raw-request";
import type { NextHandler } from "./pages-door";

interface Seen {
  method: string;
  body: string;
  headers: Record<string, unknown>;
}
const seen: Seen[] = [];
/** Pages that read the whole body and say how long it was. */
const pages: NextHandler = async (req, res) => {
  const body = await text(req);
  seen.push({ method: req.method!, body, headers: req.headers });
  res.end(String(body.length));
};
const door = await openDoor({}, pages);
const named = await openDoor({ publicUrl: "https://crm.example" }, pages);
const origin = { origin: door.url };
afterAll(() => {
  door.close();
  named.close();
});
beforeEach(() => void seen.splice(0));

describe("the host", () => {
  it.each(["/", "/contacts", "/api/health", "/api/v1/contacts", "/api/auth/csrf", "/lead/site"])(
    "of a stranger's choice is refused at %s, with what to set",
    async (path) => {
      const answer = await rawRequest(door.url + path, {
        headers: { host: "rebound.evil.example" },
      });
      expect(answer.status).toBe(421);
      expect(answer.body).toContain("TINYCRM_PUBLIC_URL");
      expect(seen).toEqual([]);
    },
  );

  it("is the public URL's where one is set", async () => {
    const ask = (url: string) => rawRequest(url, { headers: { host: "crm.example" } });
    expect((await ask(named.url)).status).toBe(200);
    expect((await ask(door.url)).status).toBe(421);
  });

  it("of sockets is checked too, by polling and by upgrade", async () => {
    const path = "/socket.io/?EIO=4&transport=polling";
    const headers = { host: "rebound.evil.example" };
    expect((await rawRequest(door.url + path, { headers })).status).toBe(421);
    const upgrade = [
      "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
      "Host: rebound.evil.example",
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ];
    const said = await rawBytes(door.url, `${upgrade.join("\r\n")}\r\n\r\n`);
    expect(said).toMatch(/^HTTP\/1\.1 421 Misdirected Request\r\n/);
    expect(said).toContain("TINYCRM_PUBLIC_URL");
  });

  it.each([
    ["absent", "GET / HTTP/1.0\r\n\r\n"],
    ["absent in HTTP/1.1", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n"],
    ["twice", "GET / HTTP/1.0\r\nHost: localhost\r\nHost: evil.example\r\n\r\n"],
    ["nonsense", "GET / HTTP/1.0\r\nHost: local host\r\n\r\n"],
    ["outdone by the address", "GET http://evil.example/ HTTP/1.0\r\nHost: localhost\r\n\r\n"],
  ])("%s: a bad request", async (_, bytes) => {
    expect(await rawBytes(door.url, bytes)).toMatch(/^HTTP\/1\.1 400 /);
    expect(seen).toEqual([]);
  });
});

describe("methods", () => {
  it.each([
    ...["TRACE", "PUT", "DELETE", "PATCH", "OPTIONS"].flatMap((method) => [
      [method, "/contacts", "GET, HEAD, POST"],
      [method, "/api/auth/signin", "GET, HEAD, POST"],
      [method, "/api/v1/contacts", "GET, HEAD"],
      [method, "/lead/site", "GET, HEAD"],
    ]),
    ["POST", "/contacts/export", "GET, HEAD"],
    ["GET", "/api/hooks/office", "POST"],
    ["PATCH", "/socket.io/", "GET, POST"],
  ])("%s of %s answers 405 with those there are", async (method, path, allow) => {
    const answer = await rawRequest(door.url + path, { method, headers: origin });
    expect([answer.status, answer.headers.allow]).toEqual([405, allow]);
    expect(seen).toEqual([]);
  });

  it("CONNECT is answered too", async () => {
    const bytes = "CONNECT evil.example:80 HTTP/1.1\r\nHost: localhost\r\n\r\n";
    expect(await rawBytes(door.url, bytes)).toMatch(/^HTTP\/1\.1 405 [^]*allow: GET, HEAD, POST/);
  });

  it("HEAD and GET pass", async () => {
    expect((await rawRequest(door.url)).status).toBe(200);
    expect((await rawRequest(door.url, { method: "HEAD" })).status).toBe(200);
  });
});

describe("a body", () => {
  const post = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
    fetch(door.url + path, {
      method: "POST",
      headers: { ...origin, ...headers },
      body,
      duplex: "half",
    } as RequestInit);
  const act = () => post("/contacts", "[]", { "next-action": "x" });
  /** Never ends, and announces no length. */
  const endless = () => new ReadableStream({ pull: (c) => c.enqueue(new Uint8Array(16 * 1024)) });
  const auth = "/api/auth/callback/credentials";
  const headOf = (path: string, length: string) =>
    [
      `POST ${path} HTTP/1.1`,
      `Host: ${new URL(door.url).host}`,
      `Origin: ${door.url}`,
      length,
      "\r\n",
    ].join("\r\n");

  it("comes whole, with its head and from whom it is", async () => {
    const body = JSON.stringify(["ж".repeat(120_000)]);
    const answer = await post("/contacts", body, { "next-action": "x" });
    expect(await answer.text()).toBe(String(body.length));
    expect(seen).toMatchObject([
      { method: "POST", body, headers: { "next-action": "x", "x-client-address": "127.0.0.1" } },
    ]);
  });

  it.each([
    ["17 KB to sign-in", auth, 17 * 1024],
    ["over 3 MB to a page", "/contacts", 3 * 1024 * 1024 + 1],
  ])("of %s is refused by its length, before it comes", async (_, path, length) => {
    expect(await rawBytes(door.url, headOf(path, `Content-Length: ${length}`))).toMatch(
      /^HTTP\/1\.1 413 [^]*over \d+ bytes/,
    );
    expect((await post(path, "x".repeat(length))).status).toBe(413);
    expect(seen).toEqual([]);
  });

  it("of an action is refused from 256 KB on, and a form's may be larger", async () => {
    const plain = (length: number) => JSON.stringify(["x".repeat(length - 4)]);
    const headers = { "next-action": "x" };
    expect((await post("/contacts", plain(256 * 1024), headers)).status).toBe(200);
    const answer = await post("/contacts", plain(256 * 1024 + 1), headers);
    expect(answer.status).toBe(413);
    expect(await answer.text()).toBe("The body is over 262144 bytes");
    const form = new FormData();
    form.set("_1_connectionId", "an id");
    form.set("_1_file", new File(["s".repeat(2 * 1024 * 1024)], "sound.wav"));
    form.set("0", '["$K1"]');
    expect((await post("/contacts", form, headers)).status).toBe(200);
    const { body, headers: passed } = seen.at(-1)!;
    expect(passed["content-length"]).toBe(String(body.length));
    const type = { "content-type": String(passed["content-type"]) };
    const read = await new Response(body, { headers: type }).formData();
    expect([...read.keys()]).toEqual([...form.keys()]);
    expect((read.get("_1_file") as File).size).toBe(2 * 1024 * 1024);
    expect(seen).toHaveLength(2);
  });

  it.each([auth, "/contacts"])("without end to %s is cut", async (path) => {
    expect((await post(path, endless())).status).toBe(413);
    expect(seen).toEqual([]);
  });

  it("of many strangers does not fill the memory", async () => {
    const before = process.memoryUsage().rss;
    let highest = before;
    const watch = setInterval(() => {
      highest = Math.max(highest, process.memoryUsage().rss);
    }, 10);
    const head = "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 3000000";
    const unfinished = `${headOf("/contacts", head)}${"x".repeat(2_000_000)}`;
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => rawBytes(door.url, unfinished).catch(() => "gone")),
    );
    clearInterval(watch);
    const waited = answers.filter((said) => said.startsWith("HTTP/1.1 408 "));
    const refused = answers.filter((said) => said.startsWith("HTTP/1.1 503 "));
    expect(waited.length).toBeGreaterThan(0);
    expect(waited.length * 2_000_000).toBeLessThanOrEqual(ceilings.heldBodies);
    expect(refused[0]).toContain("retry-after: 1");
    // The clients are in this process too.
    expect(highest - before).toBeLessThan(5 * ceilings.heldBodies);
    expect((await act()).status).toBe(200);
  });

  it("that trickles is cut after ten seconds, to sign-in as to a page", async () => {
    const started = performance.now();
    const begin = (path: string) => `${headOf(path, "Transfer-Encoding: chunked")}1\r\nx\r\n`;
    const said = await Promise.all(
      [auth, "/contacts"].map((path) => rawBytes(door.url, begin(path))),
    );
    for (const answer of said) expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(performance.now() - started).toBeLessThan(25_000);
    expect(seen).toEqual([]);
  });

  it("that is given up in the middle leaves nothing behind", async () => {
    const gone = new AbortController();
    const sent = post("/contacts", endless()).catch(() => null);
    void fetch(`${door.url}/contacts`, {
      method: "POST",
      headers: origin,
      body: new ReadableStream({ start: (c) => c.enqueue(new Uint8Array(10)) }),
      duplex: "half",
      signal: gone.signal,
    } as RequestInit).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 100));
    gone.abort();
    await sent;
    expect((await act()).status).toBe(200);
  });
});

it("a server action comes from our own page, by scheme, host and port", async () => {
  const act = (from: string) =>
    rawRequest(`${door.url}/contacts`, {
      method: "POST",
      headers: { origin: from, "next-action": "x" },
      body: "[]",
    });
  expect((await act(door.url)).status).toBe(200);
  for (const foreign of [door.url.replace("http:", "https:"), "http://127.0.0.1", "null"]) {
    expect((await act(foreign)).status, foreign).toBe(403);
  }
});
